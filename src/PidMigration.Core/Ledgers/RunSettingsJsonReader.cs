using System.Text.Json.Serialization;

namespace PidMigration.Ledgers;

/// <summary>Reads a run's settings, without reflection, which would cost time at the start.</summary>
[JsonSerializable(typeof(RunSettings))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RunSettingsJsonReader : JsonSerializerContext;
