using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PidMigration.Verifying;

namespace PidMigration.Core.Tests.Verifying;

public sealed class KeyBitmapTests
{
    /// <summary>Numbers of a set: dense or sparse, up to the largest that has a bit.</summary>
    private static Gen<HashSet<int>> Numbers { get; } =
        from bits in Gen.Choose(1, 26)
        from numbers in Gen.Choose(0, (1 << bits) - 1).NonEmptyListOf()
        select numbers.ToHashSet();

    [Fact]
    public void IsSubsetOf_agrees_with_the_sets_of_numbers()
    {
        var families =
            from parents in Numbers
            from mostly in Gen.SubListOf(parents.AsEnumerable())
            from strangers in Gen.Frequency((1, Gen.Constant(new HashSet<int>())), (1, Numbers))
            select (Parents: parents, Children: mostly.Concat(strangers.Take(1)).ToList());
        Holds(families, f => Set(f.Children).IsSubsetOf(Set(f.Parents)) == f.Children.TrueForAll(f.Parents.Contains));
    }

    [Fact]
    public void A_bitmap_of_one_number_contains_no_other()
    {
        var pairs =
            from number in Gen.Choose(0, (1 << 26) - 1)
            from bit in Gen.Choose(0, 25)
            select (Number: number, Other: number ^ (1 << bit));
        Holds(
            pairs,
            p =>
                Set([p.Number]) is { IsExact: true } keys
                && keys.IsSubsetOf(Set([p.Number]))
                && !keys.IsSubsetOf(Set([p.Other]))
        );
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

    /// <summary>A failure shows the smallest example, and the seed that repeats it.</summary>
    private static void Holds<T>(Gen<T> values, Func<T, bool> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true),
            Prop.ForAll(Arb.From(values), property)
        );

    private static KeyBitmap Set(IEnumerable<int> numbers)
    {
        var keys = new KeyBitmap();
        foreach (var number in numbers)
            keys.Add(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
        return keys;
    }
}
