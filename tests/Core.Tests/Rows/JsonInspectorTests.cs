using System.Text;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

/// <summary>What a server would refuse or change in a JSON text.</summary>
public sealed class JsonInspectorTests
{
    private const JsonFindings Everything =
        JsonFindings.Invalid | JsonFindings.DoubledKey | JsonFindings.WideNumber | JsonFindings.EscapedNul;

    [Theory]
    [InlineData("{\"a\": [1, 2.50, {\"a\": null}]}", "None")]
    [InlineData("{\"a\": 1, \"a\": 1e400}", "DoubledKey, WideNumber")]
    [InlineData("[\"a\\u0000\"]", "EscapedNul")]
    [InlineData("[\"a\\\\u0000\"]", "None")]
    [InlineData("{\"\\u0000\": 1, \"\\u0000\": 2}", "EscapedNul, DoubledKey")]
    [InlineData("{\"a\": 1, \"a\": 2", "Invalid")]
    [InlineData("\"\\udc00\"", "Invalid")]
    [InlineData("", "Invalid")]
    public void A_text_that_is_no_JSON_has_nothing_else(string json, string expected) =>
        Assert.Equal(
            Enum.Parse<JsonFindings>(expected),
            JsonInspector.Inspect(Encoding.UTF8.GetBytes(json), Everything)
        );

    [Fact]
    public void Only_what_is_sought_is_found() =>
        Assert.Equal(JsonFindings.None, JsonInspector.Inspect("{\"a\": 1, \"a\": 1e400}"u8, JsonFindings.Invalid));
}
