using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>Reads the rows of a query whose columns are all binary strings, byte by byte out of the driver's buffer.</summary>
internal sealed class RowReader(MySqlCommand command, MySqlDataReader reader, ReadPlan plan, int[] guarded) : Rows.RowReader
{
    private readonly bool[] _hasFraction = [.. plan.Columns.Select(c => c.Scale > 0 && c.Kind is ValueKind.Time or ValueKind.Timestamp or ValueKind.Instant)];
    private byte[] _field = new byte[1 << 12];

    /// <inheritdoc/>
    public override async ValueTask FillAsync(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken)
    {
        batch.Clear();
        while (!limit.IsReached(batch) && await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) Take(batch);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        // A result that is not read to its end is cancelled, or closing would read all of it.
        if (!reader.IsClosed) command.Cancel();
        await reader.DisposeAsync().ConfigureAwait(false);
        await command.DisposeAsync().ConfigureAwait(false);
    }

    private void Take(RowBatch batch)
    {
        for (var column = 0; column < batch.Columns; column++)
        {
            if (reader.IsDBNull(column))
            {
                batch.AppendNull();
                continue;
            }

            var length = (int)reader.GetBytes(column, 0, null, 0, 0);
            if (length > _field.Length) _field = new byte[Math.Max(length, _field.Length * 2)];
            if (length > 0) reader.GetBytes(column, 0, _field, 0, length);
            var field = _field.AsSpan(0, length);
            batch.Append(_hasFraction[column] ? field.TrimEnd((byte)'0').TrimEnd((byte)'.') : field);
        }

        for (var i = 0; i < guarded.Length; i++)
            if (!reader.IsDBNull(batch.Columns + i))
                throw Errors.BadValue(plan.Table.Name.ToString(), plan.Columns[guarded[i]].Name, Key(batch), $"{reader.GetInt64(batch.Columns + i)} bytes", "is more than the source's max_allowed_packet lets through; raise that");
    }

    private string Key(RowBatch batch) => string.Join(", ", plan.Key.Select(k => ShownValue.Of(batch, batch.Rows - 1, plan.Columns.ToList().IndexOf(k))));
}
