using PidMigration.Comparing;

namespace PidMigration.Core.Tests.Comparing;

public sealed class MultisetCompareTests
{
    private static readonly ComparePlan Plan = ComparePlans.Compare([ComparePlans.Id, ComparePlans.Name], []);

    [Theory]
    [InlineData("1|a 1|a 2|b", "1|a 2|b 1|a", 3, "")]
    [InlineData("1|a 1|a 2|b", "1|a 2|b", 2, "missing 1|a")]
    [InlineData("1|a", "1|a 1|a 1|a", 1, "extra 1|a; extra 1|a")]
    [InlineData("1|a 2|∅", "2| 1|a", 1, "missing 2|∅; extra 2|")]
    [InlineData("", "1|a", 0, "extra 1|a")]
    public async Task Finds_which_rows_there_are_how_often(string source, string target, long equal, string differences)
    {
        // From a few hashes in one part to every row read in many parts.
        foreach (var rowCount in (long[])[3, 5_000_000])
        {
            var (counter, sink) = (new CompareCounter(), new RecordingSink());
            await new MultisetCompare(new RowEquality(Plan.Copy), sink, rowCount, counter).RunAsync(
                () => TestRows.Source(2, Rows(source), 2),
                () => TestRows.Source(2, Rows(target), 1)
            );
            var context = $"{rowCount} rows expected: ";
            Assert.Equal(
                context + differences,
                context + string.Join("; ", sink.Seen.Order(Comparer<string>.Create(ByKindThenText)))
            );
            Assert.Equal((context, equal), (context, counter.Equal));
        }
    }

    private static int ByKindThenText(string? a, string? b) =>
        (a![0] == 'm', b![0] == 'm') switch
        {
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(a, b),
        };

    private static string[] Rows(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
