using System.Text;
using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Comparing;

public sealed class JsonNormalizerTests
{
    [Theory]
    [InlineData("{ \"b\" : [ 1 , 2 ] , \"a\" : null }", "{\"a\":null,\"b\":[1,2]}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    [InlineData("{\"a\":{\"d\":1,\"c\":2}}", "{\"a\":{\"c\":2,\"d\":1}}")]
    [InlineData("1.50e1", "15")]
    [InlineData("-0.0", "0")]
    [InlineData("12345678901234567890.10", "12345678901234567890.1")]
    [InlineData("1e-3", "0.001")]
    [InlineData("1e9999", "1e9999")]
    [InlineData("true", "true")]
    [InlineData("no json", "no json")]
    [InlineData("", "")]
    [InlineData("{\"a\":1", "{\"a\":1")]
    public void A_value_has_one_spelling(string json, string expected) => Assert.Equal(expected, Normalize(json));

    [Fact]
    public void Escaped_characters_are_those_that_they_stand_for() =>
        Assert.Equal(Normalize("\"\\u0041\\/\\u00e9\""), Normalize("\"A/é\""));

    [Fact]
    public void What_is_normal_stays_as_it_is()
    {
        foreach (var json in (string[])["{\"a\":[{\"b\":1.5},\"x\",false]}", "[]", "\"é\"", "0.00000000001"])
            Assert.Equal(Normalize(json), Normalize(Normalize(json)));
    }

    private static string Normalize(string json)
    {
        var batch = new RowBatch(1, 16);
        JsonNormalizer.Append(Encoding.UTF8.GetBytes(json), batch);
        return Encoding.UTF8.GetString(batch.Field(0, 0));
    }
}
