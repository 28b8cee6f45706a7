using System.Globalization;
using System.Text;
using PidMigration.Copying;
using PidMigration.Verifying;

namespace PidMigration.Core.Tests.Verifying;

public sealed class KeyBitmapTests
{
    [Fact]
    public void IsSubsetOf_agrees_with_the_sets_of_numbers()
    {
        var random = new Random(1);
        for (var run = 0; run < 400; run++)
        {
            var most = 1 << random.Next(1, 26);
            var parents = Numbers(random, most);
            // Mostly those that are there, sometimes one that isn't.
            var children = parents
                .Where(_ => random.Next(2) == 0)
                .Concat(random.Next(2) == 0 ? Numbers(random, most).Take(1) : [])
                .ToList();
            Assert.Equal(children.TrueForAll(parents.Contains), Set(children).IsSubsetOf(Set(parents)));
        }
    }

    [Fact]
    public void A_bitmap_of_one_number_contains_no_other()
    {
        var random = new Random(2);
        for (var run = 0; run < 20_000; run++)
        {
            var number = random.Next(1 << random.Next(1, 27));
            var keys = Set([number]);
            Assert.True(keys.IsExact && keys.IsSubsetOf(Set([number])), $"{number}");
            Assert.False(keys.IsSubsetOf(Set([number ^ 1 << random.Next(26)])), $"{number}");
        }
    }

    [Theory]
    [InlineData("67108863", true)]
    [InlineData("67108864", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    [InlineData("1.0", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("99999999", false)]
    [InlineData("12x4", false)]
    [InlineData("-2345678", false)]
    [InlineData("/1234", false)]
    [InlineData("1234:", false)]
    [InlineData("12345678é", false)]
    [InlineData("123éé8", false)]
    public void An_unrepresentable_value_makes_the_bitmap_inexact(string value, bool complete)
    {
        var keys = new KeyBitmap();
        keys.Add("7"u8);
        keys.Add(Encoding.UTF8.GetBytes(value));
        Assert.Equal(complete, keys.IsExact);
    }

    private static HashSet<int> Numbers(Random random, int most) =>
        [.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.Next(most))];

    private static KeyBitmap Set(IEnumerable<int> numbers)
    {
        var keys = new KeyBitmap();
        foreach (var number in numbers)
            keys.Add(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        return keys;
    }
}
