using System.Text;
using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Comparing;

/// <summary>Rows in memory: a row is its texts with | between them, and ∅ stands for NULL.</summary>
internal static class TestRows
{
    public static RowBatch Batch(params string[] rows) => Batch(rows[0].Split('|').Length, rows);

    public static RowBatch Batch(int columns, IEnumerable<string> rows)
    {
        var batch = new RowBatch(columns, 16);
        foreach (var field in rows.SelectMany(r => r.Split('|')))
            if (field == "∅")
                batch.AppendNull();
            else
                batch.Append(Encoding.UTF8.GetBytes(field));
        return batch;
    }

    public static string Read(RowBatch batch, int row) =>
        string.Join(
            "|",
            Enumerable
                .Range(0, batch.Columns)
                .Select(c => batch.IsNull(row, c) ? "∅" : Encoding.UTF8.GetString(batch.Field(row, c)))
        );

    public static string[] Read(RowBatch batch) => [.. Enumerable.Range(0, batch.Rows).Select(r => Read(batch, r))];

    /// <summary>Gives rows in batches of a size.</summary>
    public static IBatchSource Source(int columns, IEnumerable<string> rows, int size) =>
        new Batches(rows.Chunk(size).Select(some => Batch(columns, some)));

    private sealed class Batches(IEnumerable<RowBatch> batches) : IBatchSource
    {
        private readonly IEnumerator<RowBatch> _batches = batches.GetEnumerator();

        public ValueTask<RowBatch?> NextAsync() => new(_batches.MoveNext() ? _batches.Current : null);

        public ValueTask DisposeAsync()
        {
            _batches.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
