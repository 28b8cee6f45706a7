using PidMigration.Catalog;
using PidMigration.Conversion;

namespace PidMigration.Core.Tests.Conversion;

public sealed class ConversionTableTests
{
    [Fact]
    public void Every_pair_has_a_rule_or_is_refused()
    {
        foreach (var from in Enum.GetValues<ValueKind>())
        foreach (var to in Enum.GetValues<ValueKind>())
        {
            var rule = ConversionTable.Find(from, to);
            Assert.Equal((from, to), (rule.From, rule.To));
            if (from == ValueKind.Unknown || to == ValueKind.Unknown)
                Assert.Equal(Exactness.Refused, rule.Exactness);
            else if (from == to && from != ValueKind.Composite)
                Assert.NotEqual(Exactness.Refused, rule.Exactness);
        }
    }

    [Theory]
    [InlineData(ValueKind.Text, ValueKind.Integer)]
    [InlineData(ValueKind.Text, ValueKind.Boolean)]
    [InlineData(ValueKind.Text, ValueKind.Bytes)]
    [InlineData(ValueKind.Bytes, ValueKind.Text)]
    [InlineData(ValueKind.Integer, ValueKind.Text)]
    [InlineData(ValueKind.Instant, ValueKind.Date)]
    [InlineData(ValueKind.Float64, ValueKind.Integer)]
    [InlineData(ValueKind.Decimal, ValueKind.Float64)]
    public void A_pair_that_would_change_values_is_refused(ValueKind from, ValueKind to) =>
        Assert.Equal(Exactness.Refused, ConversionTable.Find(from, to).Exactness);
}
