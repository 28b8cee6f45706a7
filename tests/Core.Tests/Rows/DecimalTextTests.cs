using System.Globalization;
using System.Text;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("+5", "5")]
    [InlineData("007.50", "7.5")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-1.5e3", "-1500")]
    [InlineData("1.5e-3", "0.0015")]
    [InlineData("1e400", "1…0")]
    public void A_number_has_one_spelling(string number, string expected)
    {
        var batch = new RowBatch(1, 16);
        Assert.True(DecimalText.AppendNormalized(Encoding.ASCII.GetBytes(number), batch), number);
        var text = Encoding.ASCII.GetString(batch.Field(0, 0));
        Assert.Equal(expected, text.Length > 300 ? $"{text[0]}…{text[^1]}" : text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e401")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    [InlineData("12a")]
    [InlineData("--1")]
    public void What_is_not_a_number_adds_nothing(string text)
    {
        var batch = new RowBatch(1, 16);
        Assert.False(DecimalText.AppendNormalized(Encoding.ASCII.GetBytes(text), batch), text);
        Assert.Equal((0, 0), (batch.Rows, batch.Length));
    }

    [Fact]
    public void Numbers_are_ordered_as_decimals_are()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string Next() =>
            ((random.Next(2001) - 1000) / (decimal)Math.Pow(10, random.Next(4))).ToString(CultureInfo.InvariantCulture);
        for (var round = 0; round < 2000; round++)
        {
            var (a, b) = (Next(), Next());
            var expected = decimal.Parse(a, CultureInfo.InvariantCulture)
                .CompareTo(decimal.Parse(b, CultureInfo.InvariantCulture));
            var actual = DecimalText.Compare(Encoding.ASCII.GetBytes(a), Encoding.ASCII.GetBytes(b));
            Assert.True(expected == Math.Sign(actual), $"seed {seed}: {a} and {b} compare as {actual}");
        }
    }

    [Theory]
    [InlineData("1.50", "15", 1)]
    [InlineData("-1.5e3", "15", 4)]
    [InlineData("0.0015", "15", -2)]
    [InlineData("100", "1", 3)]
    [InlineData("0.000", "", 0)]
    [InlineData("1E+23", "1", 24)]
    public void Significant_digits_are_those_that_make_the_value(string number, string digits, int place) =>
        Assert.Equal((digits, place), DecimalText.GetSignificantDigits(number));
}
