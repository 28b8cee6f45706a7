using System.Globalization;
using System.Text;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("1.0", "1")]
    [InlineData("100", "100")]
    [InlineData("10:20:30.000000", "10:20:30")]
    [InlineData("10:20:30", "10:20:30")]
    [InlineData("2016-01-01 00:00:00.10", "2016-01-01 00:00:00.1")]
    [InlineData("", "")]
    public void Zeros_at_the_end_of_a_fraction_go(string value, string expected)
    {
        Assert.Equal(expected, NumberText.TrimFraction(value));
        Assert.Equal(expected, Encoding.ASCII.GetString(NumberText.TrimFraction(Encoding.ASCII.GetBytes(value))));
    }

    [Theory]
    [InlineData(1e23, "100000000000000000000000")]
    [InlineData(1.5e-7, "0.00000015")]
    [InlineData(-1.25, "-1.25")]
    [InlineData(1.2345e5, "123450")]
    [InlineData(double.MaxValue, null)]
    [InlineData(double.Epsilon, null)]
    public void A_float_is_written_without_an_exponent(double number, string? expected)
    {
        var text = NumberText.Format(number);
        Assert.DoesNotContain('E', text);
        Assert.Equal(number, double.Parse(text, CultureInfo.InvariantCulture));
        Assert.Equal(expected ?? text, text);
    }

    [Theory]
    [InlineData("-1.5", true)]
    [InlineData("", false)]
    [InlineData("1e5", false)]
    [InlineData("NaN", false)]
    [InlineData("1; DROP TABLE t", false)]
    public void Only_digits_signs_and_points_may_stand_bare_in_SQL(string value, bool expected) =>
        Assert.Equal(expected, NumberText.IsNumeric(Encoding.ASCII.GetBytes(value)));
}
