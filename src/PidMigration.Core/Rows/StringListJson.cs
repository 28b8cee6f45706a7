using System.Text.Json;
using System.Text.Json.Serialization;

namespace PidMigration.Rows;

/// <summary>Lists of texts, such as those of a key, as JSON; without reflection.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class StringListJson : JsonSerializerContext
{
    public static IReadOnlyList<string>? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, Default.StringArray);

    public static string Write(IEnumerable<string> texts) => JsonSerializer.Serialize([.. texts], Default.StringArray);
}
