using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PidMigration.Rows;

/// <summary>Finds in JSON texts what a server would refuse or change.</summary>
internal static class JsonInspector
{
    private const int MaxDepth = 10_000;

    /// <summary>
    /// What there is of <paramref name="sought"/> in a text. A text that is no JSON has nothing but that.
    /// </summary>
    public static JsonFindings Inspect(ReadOnlySpan<byte> json, JsonFindings sought)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var keys = sought.HasFlag(JsonFindings.DoubledKey) ? new Stack<HashSet<string>>() : null;
        var found = JsonFindings.None;
        try
        {
            while (reader.Read())
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        keys?.Push([]);
                        break;
                    case JsonTokenType.EndObject:
                        keys?.Pop();
                        break;
                    case JsonTokenType.PropertyName or JsonTokenType.String:
                        if (reader.ValueIsEscaped)
                            found |= InspectEscapes(ref reader);
                        if (
                            reader.TokenType == JsonTokenType.PropertyName
                            && keys is not null
                            && !keys.Peek().Add(reader.GetString()!)
                        )
                            found |= JsonFindings.DoubledKey;
                        break;
                    case JsonTokenType.Number when sought.HasFlag(JsonFindings.WideNumber):
                        if (!FitsDouble(reader.ValueSpan, reader.GetDouble()))
                            found |= JsonFindings.WideNumber;
                        break;
                }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // No JSON, or a text with half of a character.
            return sought & JsonFindings.Invalid;
        }

        return found & sought;
    }

    /// <summary>Looks at a text with escapes; half of a character makes the reader throw.</summary>
    private static JsonFindings InspectEscapes(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        if (text.IndexOf("\\u"u8) < 0)
            return JsonFindings.None;
        reader.CopyString(new char[text.Length]);
        for (var i = text.IndexOf((byte)'\\'); i >= 0 && i + 1 < text.Length; i++)
            if (text[i] == '\\' && text[++i] == 'u' && text[(i + 1)..].StartsWith("0000"u8))
                return JsonFindings.EscapedNul;
        return JsonFindings.None;
    }

    /// <summary>
    /// Whether a number survives as a 64-bit integer or a double: the double's own shortest text means the same.
    /// </summary>
    private static bool FitsDouble(ReadOnlySpan<byte> digits, double number) =>
        double.IsFinite(number)
        && (
            long.TryParse(digits, CultureInfo.InvariantCulture, out _)
            || ulong.TryParse(digits, CultureInfo.InvariantCulture, out _)
            || DecimalText.GetSignificantDigits(Encoding.ASCII.GetString(digits))
                == DecimalText.GetSignificantDigits(number.ToString("R", CultureInfo.InvariantCulture))
        );
}
