using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PidMigration.Conversion;

/// <summary>Looks at JSON texts for what a target would change: MySQL's JSON (8.4 manual, 13.5) and PostgreSQL's jsonb (15 manual, 8.14).</summary>
internal static class JsonInspector
{
    private const int Deepest = 10_000;

    /// <summary>Whether no object has a key twice, and (where <paramref name="doubles"/> says so) every number is a 64-bit integer or a double.</summary>
    public static bool HasSingleKeys(ReadOnlySpan<byte> json, bool doubles)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        var keys = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        keys.Push([]);
                        break;
                    case JsonTokenType.EndObject:
                        keys.Pop();
                        break;
                    case JsonTokenType.PropertyName when !keys.Peek().Add(reader.GetString()!):
                    case JsonTokenType.Number when doubles && !FitsDouble(reader.ValueSpan, reader.GetDouble()):
                        return false;
                }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // No JSON, or a key with half of a character.
            return false;
        }

        return true;
    }

    /// <summary>Whether a number survives as a 64-bit integer or a double: the double's own shortest text means the same.</summary>
    private static bool FitsDouble(ReadOnlySpan<byte> digits, double number) =>
        double.IsFinite(number)
        && (
            long.TryParse(digits, CultureInfo.InvariantCulture, out _)
            || ulong.TryParse(digits, CultureInfo.InvariantCulture, out _)
            || NormalizeNumber(Encoding.ASCII.GetString(digits))
                == NormalizeNumber(number.ToString("R", CultureInfo.InvariantCulture))
        );

    /// <summary>A number's digits without zeros at either end, and the place of the first one.</summary>
    public static (string Digits, int Place) NormalizeNumber(string number)
    {
        var e = number.IndexOfAny(['e', 'E']);
        var exponent =
            e < 0 ? 0 : int.Parse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (e < 0 ? number : number[..e]).TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? ("", 0) : (digits, (point < 0 ? mantissa.Length : point) - leading + exponent);
    }
}
