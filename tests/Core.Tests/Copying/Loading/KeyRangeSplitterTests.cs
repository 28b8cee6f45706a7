using System.Globalization;
using PidMigration.Copying.Loading;

namespace PidMigration.Core.Tests.Copying.Loading;

public sealed class KeyRangeSplitterTests
{
    [Theory]
    [InlineData(0, 4, 0)]
    [InlineData(24_999, 4, 0)]
    [InlineData(49_999, 4, 1)]
    [InlineData(50_000, 4, 2)]
    [InlineData(399_999, 4, 15)]
    [InlineData(400_000, 4, 16)]
    [InlineData(long.MaxValue, 4, 16)]
    [InlineData(long.MaxValue, 2, 8)]
    [InlineData(long.MaxValue, 1, 1)]
    public void A_range_has_at_least_25000_rows_and_a_worker_at_most_four_ranges(long rows, int workers, int ranges) =>
        Assert.Equal(ranges, KeyRangeSplitter.CountRanges(rows, workers));

    [Theory]
    [InlineData("1", "100", 4, "25, 50, 75")]
    [InlineData("0", "3", 4, "0, 1, 2")]
    [InlineData("0", "2", 4, "")]
    [InlineData("7", "7", 2, "")]
    [InlineData("-50", "49", 2, "-1")]
    [InlineData("1", "103", 4, "25, 50, 75")]
    [InlineData("-9223372036854775808", "9223372036854775807", 2, "-1")]
    [InlineData("0", "18446744073709551615", 2, "9223372036854775807")]
    public void Ranges_have_the_same_width_and_the_last_one_takes_the_rest(
        string least,
        string greatest,
        int ranges,
        string bounds
    ) => Assert.Equal(bounds, string.Join(", ", KeyRangeSplitter.FindBounds(Number(least), Number(greatest), ranges)));

    [Fact]
    public void Every_number_lies_in_exactly_one_range()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var run = 0; run < 1_000; run++)
        {
            var (least, ranges) = (random.Next(-1_000, 1_000), random.Next(2, 17));
            var greatest = least + random.Next(0, 500);
            var bounds = KeyRangeSplitter.FindBounds(least, greatest, ranges);
            var what = $"seed {seed}, run {run}: {least} to {greatest} in {ranges}";
            // Ascending, and each range but the last ends inside: none is empty, and behind the last bound there is a
            // key.
            Assert.True(bounds.Count == 0 || bounds.Count == ranges - 1, what);
            Assert.True(bounds.Zip(bounds.Skip(1)).All(b => b.First < b.Second), what);
            Assert.True(bounds.All(b => b >= least && b < greatest), what);
        }
    }

    private static Int128 Number(string text) => Int128.Parse(text, CultureInfo.InvariantCulture);
}
