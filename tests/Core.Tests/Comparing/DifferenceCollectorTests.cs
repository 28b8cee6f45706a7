using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Comparing;

public sealed class DifferenceCollectorTests
{
    private static readonly ComparePlan Plan = ComparePlans.Compare(
        [ComparePlans.Id, ComparePlans.Name, new Column("data", "bytea", ValueKind.Bytes) { Nullable = true }],
        ["id"]
    );

    [Fact]
    public void Counts_each_kind()
    {
        var collector = Collector(null, false);
        Report(collector);
        Assert.Equal((2, 1, 1, 4), (collector.MissingRows, collector.ExtraRows, collector.ChangedRows, collector.All));
        Assert.False(collector.IsFull, "Without a limit it is never full.");
        Assert.Empty(collector.TakeDescribed());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    public void Takes_no_more_than_its_limit(long limit, long expected)
    {
        var next = new RecordingSink();
        var collector = new DifferenceCollector(Plan, new RowEquality(Plan.Copy), limit)
        {
            Detailed = true,
            Next = next,
        };
        Report(collector);
        Assert.Equal((expected, limit <= 4, (int)expected), (collector.All, collector.IsFull, next.Seen.Count));
    }

    [Fact]
    public void Describes_rows_by_their_keys_and_changed_rows_cell_by_cell()
    {
        var collector = Collector(null, true);
        Report(collector);
        Assert.Equal(
            ["1 Missing  /", "2 Missing  /", "3 Extra  /", "4 Changed name a/", "4 Changed data 00ff/01"],
            collector.TakeDescribed().Select(d => $"{d.Key} {d.Kind} {d.Column} {d.Source}/{d.Target}")
        );
        Assert.Empty(collector.TakeDescribed());
    }

    private static DifferenceCollector Collector(long? limit, bool detailed) =>
        new(Plan, new RowEquality(Plan.Copy), limit) { Detailed = detailed };

    private static void Report(DifferenceCollector collector)
    {
        collector.Missing(Row("1", "a", []), 0);
        collector.Missing(Row("2", "a", []), 0);
        collector.Extra(Row("3", "a", []), 0);
        collector.Changed(Row("4", "a", [0, 255]), 0, Row("4", null, [1]), 0);
    }

    private static RowBatch Row(string id, string? name, byte[] data)
    {
        var batch = new RowBatch(3, 64);
        batch.Append(System.Text.Encoding.ASCII.GetBytes(id));
        if (name is null)
            batch.AppendNull();
        else
            batch.Append(System.Text.Encoding.ASCII.GetBytes(name));
        batch.Append(data);
        return batch;
    }
}
