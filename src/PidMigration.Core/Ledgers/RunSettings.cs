namespace PidMigration.Ledgers;

/// <summary>The settings of a whole run: a resume has to use the same ones.</summary>
public sealed record RunSettings
{
    /// <summary>The source's address, without user and password.</summary>
    public required string Source { get; init; }

    public DateTime Started { get; init; }

    /// <summary>The position of the source at the snapshot; null where the source can't tell.</summary>
    public string? Position { get; init; }

    public string? Where { get; init; }

    public string? Since { get; init; }

    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>The patterns of -ExcludeColumn; null for none.</summary>
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>Whether rows that the target refuses go to a file.</summary>
    public bool Collect { get; init; }

    /// <summary>The most rows of a batch; null where only bytes bound it.</summary>
    public int? BatchRows { get; init; }
}
