using System.Text.Json;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// One spelling for each JSON value: keys sorted, no white space, numbers by value, the last of duplicate keys.
/// </summary>
internal static class JsonNormalizer
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };

    /// <summary>Adds the one spelling; a text that is not JSON is added as it is.</summary>
    public static int Append(ReadOnlySpan<byte> value, RowBatch output)
    {
        try
        {
            using var document = JsonDocument.Parse(value.ToArray(), Deep);
            using var text = new MemoryStream(value.Length);
            using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { MaxDepth = Deep.MaxDepth }))
                Write(document.RootElement, writer);
            output.Append(text.GetBuffer().AsSpan(0, (int)text.Length));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string with half a surrogate pair: the bytes decide.
            output.Append(value);
        }

        return 0;
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var property in element
                        .EnumerateObject()
                        .GroupBy(p => p.Name, StringComparer.Ordinal)
                        .OrderBy(g => g.Key, StringComparer.Ordinal)
                )
                {
                    writer.WritePropertyName(property.Key);
                    Write(property.Last().Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                var digits = System.Text.Encoding.ASCII.GetBytes(element.GetRawText());
                var spelled = new RowBatch(1, 64);
                if (DecimalText.AppendNormalized(digits, spelled))
                    writer.WriteRawValue(spelled.Field(0, 0), true);
                else
                    writer.WriteRawValue(digits, true);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
