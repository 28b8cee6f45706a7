using System.Text;
using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Core.Tests.Comparing;

public class ValueNormalizersTests
{
    [Theory]
    [InlineData(ValueKind.Decimal, ValueKind.Decimal, "1.50", "1.5")]
    [InlineData(ValueKind.Decimal, ValueKind.Decimal, "-0.00", "0")]
    [InlineData(ValueKind.Decimal, Integer, "100.0", "100")]
    [InlineData(ValueKind.Decimal, ValueKind.Decimal, "1e3", "1000")]
    [InlineData(ValueKind.Decimal, ValueKind.Decimal, "1.5e-3", "0.0015")]
    [InlineData(Float64, Float64, "1e+23", "1E23")]
    [InlineData(Float32, Float32, "0.1", "0.10000000149011612")]
    [InlineData(Float32, Float64, "0.10000000149011612", "0.1")]
    [InlineData(Timestamp, Instant, "2016-01-01 00:00:00.100000", "2016-01-01 00:00:00.1")]
    [InlineData(Json, Json, "{\"b\": 1.0, \"a\": \"\\u00e9\"}", "{\"a\":\"é\",\"b\":1}")]
    [InlineData(Json, Json, "{\"a\": 1, \"a\": 2}", "{\"a\": 2}")]
    [InlineData(Uuid, FixedText, "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9")]
    [InlineData(Network, Text, "10.1.2.3/32", "10.1.2.3")]
    [InlineData(Network, Text, "2001:DB8:0::1/128", "2001:db8::1")]
    [InlineData(FixedText, FixedText, "ab  ", "ab")]
    public void Two_spellings_of_a_value_normalize_to_one(ValueKind from, ValueKind to, string a, string b) =>
        Assert.Equal(Form(from, to, a), Form(from, to, b));

    [Theory]
    [InlineData(ValueKind.Decimal, ValueKind.Decimal, "0.1", "0.10000000000000000000000000001")]
    [InlineData(Float64, Float64, "-0", "0")]
    [InlineData(Float64, Float64, "0.1", "0.10000000000000002")]
    [InlineData(Float32, Float64, "0.1", "0.1000001")]
    [InlineData(Timestamp, Timestamp, "2016-01-01 00:00:00.000001", "2016-01-01 00:00:00")]
    [InlineData(Json, Json, "[1, 2]", "[2, 1]")]
    [InlineData(Json, Json, "\"1\"", "1")]
    [InlineData(Json, Json, "12345678901234567890.1", "12345678901234567890.2")]
    [InlineData(Network, Text, "10.1.2.3/24", "10.1.2.3")]
    public void Two_different_values_stay_different(ValueKind from, ValueKind to, string a, string b) =>
        Assert.NotEqual(Form(from, to, a), Form(from, to, b));

    [Theory]
    [InlineData(Text, Text)]
    [InlineData(Text, FixedText)]
    [InlineData(Bytes, Bytes)]
    [InlineData(Integer, Integer)]
    public void A_kind_with_one_spelling_per_value_needs_no_normalizer(ValueKind from, ValueKind to) =>
        Assert.Null(ValueNormalizers.Find(from, to));

    [Theory]
    [InlineData("-10", "9")]
    [InlineData("9", "10")]
    [InlineData("-2", "-1.5")]
    [InlineData("9223372036854775807", "9223372036854775808")]
    [InlineData("0.09", "0.1")]
    [InlineData("-1e300", "1")]
    public void Numbers_are_ordered_by_value(string small, string large)
    {
        Assert.Equal(
            -1,
            Math.Sign(DecimalText.Compare(Encoding.ASCII.GetBytes(small), Encoding.ASCII.GetBytes(large)))
        );
        Assert.Equal(1, Math.Sign(DecimalText.Compare(Encoding.ASCII.GetBytes(large), Encoding.ASCII.GetBytes(small))));
    }

    private static string Form(ValueKind from, ValueKind to, string text)
    {
        var batch = new RowBatch(1);
        FieldConverter form = ValueNormalizers.Find(from, to)!;
        form(Encoding.UTF8.GetBytes(text), batch);
        return Encoding.UTF8.GetString(batch.Field(0, 0));
    }
}
