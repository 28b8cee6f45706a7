using System.Text.Json.Serialization;

namespace PidMigration.Ledgers;

/// <summary>
/// Writes a run's settings as JSON. Code for writing only: each run begins with it, and a serializer that can read
/// starts slower.
/// </summary>
[JsonSerializable(typeof(RunSettings))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
internal sealed partial class RunSettingsJsonWriter : JsonSerializerContext;
