using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Sequences;

namespace PidMigration.Core.Tests.Sequences;

public sealed class ReachTests
{
    [Theory]
    [InlineData(0, 1, 40, 40)]
    [InlineData(1, 10, 40, 41)]
    [InlineData(1, 10, 41, 41)]
    [InlineData(50, 10, 45, 50)]
    [InlineData(0, -1, -40, -40)]
    [InlineData(0, -3, -40, -42)]
    [InlineData(-50, -3, -40, -50)]
    [InlineData(-5, 4, 2, 3)]
    public void A_raised_counter_stays_on_its_steps_and_never_goes_back(
        int at,
        int increment,
        int wanted,
        int expected
    ) => Assert.Equal(expected, SequenceArithmetic.OnStep(at, increment, wanted));

    [Fact]
    public void A_counter_beyond_63_bits_stays_on_its_steps() =>
        Assert.Equal(BigInteger.Pow(2, 64), SequenceArithmetic.OnStep(0, 16, BigInteger.Pow(2, 64) - 15));

    [Theory]
    [InlineData(null, null, false, null)]
    [InlineData(null, 3, false, 3)]
    [InlineData(3, null, true, 3)]
    [InlineData(3, 7, false, 7)]
    [InlineData(3, 7, true, 3)]
    public void The_further_of_two_counters_wins(int? one, int? other, bool descends, int? expected) =>
        Assert.Equal(expected, (int?)SequenceArithmetic.Further(one, other, descends));

    [Fact]
    public void A_sequence_of_the_other_direction_starts_at_the_reached_number()
    {
        var down = new Sequence(new TableName(null, "s"))
        {
            First = -1,
            Increment = -1,
            Issued = -40,
        };
        Assert.Equal((-40, -1), ((int)SequenceArithmetic.Of(down, true)!, (int)SequenceArithmetic.Of(down, false)!));
        Assert.Null(SequenceArithmetic.Of(down with { Issued = null }, true));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-12", "-12")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("40.75", "40")]
    [InlineData("1E+19", "10000000000000000000")]
    public void A_number_is_read_from_any_driver_type(string text, string? expected) =>
        Assert.Equal(expected, KeyNumbers.Parse(text)?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(1, false, false, "127")]
    [InlineData(4, false, true, "-2147483648")]
    [InlineData(8, true, false, "18446744073709551615")]
    [InlineData(8, true, true, "0")]
    public void A_column_has_a_largest_number(int bytes, bool unsigned, bool descends, string expected) =>
        Assert.Equal(
            expected,
            CounterLimits
                .EndOf(new Column("id", "int", ValueKind.Integer) { Bytes = bytes, Unsigned = unsigned }, descends)
                .ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
}
