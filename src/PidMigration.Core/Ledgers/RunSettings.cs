using System.Text.Json.Serialization;

namespace PidMigration.Ledgers;

/// <summary>What holds for a whole run: a resume goes by the same rules.</summary>
public sealed record RunSettings
{
    /// <summary>The source's address, without user and password.</summary>
    public required string Source { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTime Started { get; init; }

    /// <summary>The position of the source at the snapshot; null where it can't be told.</summary>
    public string? Position { get; init; }

    /// <summary>The condition of -Where.</summary>
    public string? Where { get; init; }

    /// <summary>The value of -Since.</summary>
    public string? Since { get; init; }

    /// <summary>The names of -Allow.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Whether rows that the target refuses go to a file.</summary>
    public bool Collect { get; init; }

    /// <summary>The most rows of a batch; null where only bytes bound it.</summary>
    public int? BatchRows { get; init; }
}

/// <summary>Writes details as JSON: code for just that, as each run begins with it.</summary>
[JsonSerializable(typeof(RunSettings))]
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
internal sealed partial class LedgerJsonOutput : JsonSerializerContext;

/// <summary>Reads them back, without reflection, which would cost time.</summary>
[JsonSerializable(typeof(RunSettings))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class LedgerJson : JsonSerializerContext;
