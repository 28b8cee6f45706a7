using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PidMigration.Database.Tests.Reading;

/// <summary>One text for the same value, however a server's client spells it.</summary>
internal static class CanonicalText
{
    /// <summary>The value of a cell that a client gave as hexadecimal digits.</summary>
    public static string Of(string cell, CellKind form)
    {
        if (cell == "~")
            return "NULL";
        if (form == CellKind.Bytes)
            return cell.ToUpperInvariant();
        // What is no text at all is told apart already by the client (SQLite's typeof).
        if (cell.StartsWith('!'))
            return cell;
        var text = Encoding.UTF8.GetString(Convert.FromHexString(cell));
        return form switch
        {
            CellKind.Text => "'" + text + "'",
            CellKind.Instant or CellKind.Moment or CellKind.Time => text.Contains('.', StringComparison.Ordinal)
                ? text.TrimEnd('0').TrimEnd('.')
                : text,
            CellKind.Decimal => Plain(text),
            CellKind.Double => BitConverter
                .DoubleToUInt64Bits(Real(text))
                .ToString("X16", CultureInfo.InvariantCulture),
            CellKind.Single => BitConverter
                .SingleToUInt32Bits(
                    text.StartsWith("0x", StringComparison.Ordinal)
                        ? (float)Real(text)
                        : float.Parse(text, CultureInfo.InvariantCulture)
                )
                .ToString("X8", CultureInfo.InvariantCulture),
            CellKind.Uuid => text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(),
            CellKind.Json => Sorted(JsonNode.Parse(text))?.ToJsonString() ?? "null",
            _ => text,
        };
    }

    /// <summary>A number out of its digits, or of its bits (0x…).</summary>
    private static double Real(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? BitConverter.UInt64BitsToDouble(
                ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            )
            : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Plain(string number)
    {
        if (number.Contains('e', StringComparison.OrdinalIgnoreCase))
            number = decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture);
        if (number.Contains('.', StringComparison.Ordinal))
            number = number.TrimEnd('0').TrimEnd('.');
        return number is "-0" or "" or "-" ? "0"
            : number.StartsWith('.') ? "0" + number
            : number;
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))
            ),
            JsonArray a => new JsonArray([.. a.Select(Sorted)]),
            JsonValue v when v.TryGetValue<double>(out var number) => JsonValue.Create(number),
            _ => node?.DeepClone(),
        };
}
