using System.Text.Json;
using System.Text.Json.Serialization;

namespace PidMigration.Ledgers;

/// <summary>Turns keys into JSON without reflection.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class KeyJson : JsonSerializerContext
{
    /// <summary>A key's texts; null for none.</summary>
    public static IReadOnlyList<string>? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Default.StringArray);

    /// <summary>A key's texts as JSON.</summary>
    public static string Write(IEnumerable<string> key) => JsonSerializer.Serialize([.. key], Default.StringArray);
}
