using System.Text;
using PidMigration.Conversion;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>The digits of numbers, as a DECIMAL(p,s) counts them.</summary>
public sealed class DecimalDigitsTests
{
    [Theory]
    [InlineData("0", int.MinValue)]
    [InlineData("-0.00", int.MinValue)]
    [InlineData("1", 1)]
    [InlineData("-0012.5", 2)]
    [InlineData("0.5", 0)]
    [InlineData("0.0012", -2)]
    public void Digits_before_the_point_are_counted_and_zeros_after_it_below_zero(string number, int digits) =>
        Assert.Equal(digits, new DecimalDigits(Encoding.ASCII.GetBytes(number)).WholeDigits);

    [Theory]
    [InlineData("1.2300", 2, true)]
    [InlineData("1.231", 2, false)]
    [InlineData("1200", -2, true)]
    [InlineData("1210", -2, false)]
    [InlineData("1200.1", -2, false)]
    [InlineData("0", -5, true)]
    public void A_scale_counts_the_digits_after_the_point_or_the_zeros_before_it(string number, int scale, bool has) =>
        Assert.Equal(has, new DecimalDigits(Encoding.ASCII.GetBytes(number)).HasScale(scale));

    [Theory]
    [InlineData("127", true)]
    [InlineData("127.0", true)]
    [InlineData("127.5", false)]
    [InlineData("-128", true)]
    [InlineData("-128.000001", false)]
    [InlineData("-0.5", true)]
    [InlineData("99999999999999999999999999999999999999999", false)]
    [InlineData("NaN", true)]
    [InlineData("-Infinity", true)]
    public void A_range_holds_its_ends_and_whatever_is_no_number(string number, bool isWithin) =>
        Assert.Equal(isWithin, new DecimalDigits(Encoding.ASCII.GetBytes(number)).IsWithin(-128, 127));
}
