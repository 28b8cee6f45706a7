using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Comparing;

public sealed class MergeCompareTests
{
    private static readonly ComparePlan Plan = ComparePlans.Compare([ComparePlans.Id, ComparePlans.Name], ["id"]);

    [Theory]
    [InlineData("1|a 2|b 3|c", "1|a 2|b 3|c", 3, "")]
    [InlineData("1|a 2|b 3|c", "1|a 3|c", 2, "missing 2|b")]
    [InlineData("1|a 3|c", "1|a 2|b 3|c", 2, "extra 2|b")]
    [InlineData("1|a 2|b", "1|a 2|x", 1, "changed 2|b to 2|x")]
    [InlineData("1|a 2|∅", "1|a 2|", 1, "changed 2|∅ to 2|")]
    [InlineData("", "1|a", 0, "extra 1|a")]
    [InlineData("1|a", "", 0, "missing 1|a")]
    [InlineData("", "", 0, "")]
    [InlineData("9|a 10|b", "10|b 11|c", 1, "missing 9|a; extra 11|c")]
    [InlineData("1|a 2|b 3|c", "4|a 5|b", 0, "missing 1|a; missing 2|b; missing 3|c; extra 4|a; extra 5|b")]
    public async Task Finds_what_differs_whatever_the_size_of_batches(
        string source,
        string target,
        long equal,
        string differences
    )
    {
        for (var size = 1; size <= 3; size++)
        for (var otherSize = 1; otherSize <= 3; otherSize++)
        {
            var (counter, sink) = await RunAsync(Rows(source), Rows(target), size, otherSize);
            var context = $"batches of {size} and {otherSize}: ";
            Assert.Equal(context + differences, context + string.Join("; ", sink.Seen));
            Assert.Equal((context, equal), (context, counter.Equal));
        }
    }

    [Fact]
    public async Task Finds_what_a_set_comparison_finds()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            string[] Make() =>
                [
                    .. Enumerable
                        .Range(1, 20)
                        .Where(_ => random.Next(3) > 0)
                        .Select(i => $"{i}|{(random.Next(4) == 0 ? "x" : "a")}"),
                ];
            var (source, target) = (Make(), Make());
            var (counter, sink) = await RunAsync(source, target, random.Next(1, 8), random.Next(1, 8));
            string KeyOf(string row) => row.Split('|')[0];
            var theirs = target.ToDictionary(KeyOf);
            var ours = source.ToDictionary(KeyOf);
            var expected = source
                .Where(r => !theirs.ContainsKey(KeyOf(r)))
                .Select(r => $"missing {r}")
                .Concat(target.Where(r => !ours.ContainsKey(KeyOf(r))).Select(r => $"extra {r}"))
                .Concat(
                    source
                        .Where(r => theirs.TryGetValue(KeyOf(r), out var other) && other != r)
                        .Select(r => $"changed {r} to {theirs[KeyOf(r)]}")
                );
            var context = $"seed {seed}, round {round}";
            Assert.Equal(
                [context, .. expected.Order(StringComparer.Ordinal)],
                [context, .. sink.Seen.Order(StringComparer.Ordinal)]
            );
            Assert.Equal((context, (long)source.Intersect(target).Count()), (context, counter.Equal));
        }
    }

    [Theory]
    [InlineData("1|a 3|c 2|b", "1|a 2|x 3|c")]
    [InlineData("1|a 2|b 2|c", "1|a 2|b 2|d")]
    public async Task Rows_out_of_order_end_the_comparison(string source, string target)
    {
        for (var size = 1; size <= 3; size++)
        {
            var error = await Assert.ThrowsAsync<MigrationException>(() =>
                RunAsync(Rows(source), Rows(target), size, size)
            );
            Assert.Equal($"size {size}: PID1802", $"size {size}: {error.Code}");
        }
    }

    [Fact]
    public async Task Ends_when_the_counter_says_so()
    {
        var asked = 0;
        var counter = new CompareCounter(() => ValueTask.FromResult(++asked < 2));
        var sink = new RecordingSink();
        await new MergeCompare("t", Plan.Key, new RowEquality(Plan.Copy), sink, counter).RunAsync(
            TestRows.Source(2, ["1|a", "2|b", "3|c"], 1),
            TestRows.Source(2, [], 1)
        );
        Assert.Equal(["missing 1|a", "missing 2|b"], sink.Seen);
    }

    [Fact]
    public async Task A_value_that_a_copy_changes_is_the_same()
    {
        Column source = new("price", "numeric(10,2)", ValueKind.Decimal) { Precision = 10, Scale = 2 };
        var target = source with { NativeType = "numeric(10,4)", Scale = 4 };
        var plan = ComparePlans.Compare([ComparePlans.Id, source], ["id"], [ComparePlans.Id, target]);
        var (counter, sink) = (new CompareCounter(), new RecordingSink());
        await new MergeCompare("t", plan.Key, new RowEquality(plan.Copy), sink, counter).RunAsync(
            TestRows.Source(2, ["1|1.50", "2|1.50"], 2),
            TestRows.Source(2, ["1|1.5000", "2|1.5001"], 2)
        );
        Assert.Equal(["changed 2|1.50 to 2|1.5001"], sink.Seen);
        Assert.Equal(1, counter.Equal);
    }

    private static string[] Rows(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<(CompareCounter Counter, RecordingSink Sink)> RunAsync(
        string[] source,
        string[] target,
        int size,
        int otherSize
    )
    {
        var (counter, sink) = (new CompareCounter(), new RecordingSink());
        await new MergeCompare("t", Plan.Key, new RowEquality(Plan.Copy), sink, counter).RunAsync(
            TestRows.Source(2, source, size),
            TestRows.Source(2, target, otherSize)
        );
        return (counter, sink);
    }
}
