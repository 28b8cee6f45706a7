namespace PidMigration.Sequences;

/// <summary>A counter of the target: where it stood, and where it stands now.</summary>
public sealed record PidSequence
{
    /// <summary>The counter's name: <c>pid_pid.id</c>, or the sequence's own (<c>pid_noid</c>).</summary>
    public required string Name { get; init; }

    /// <summary>What issues the numbers: AutoIncrement, Sequence, SqliteSequence, Noid or Row.</summary>
    public required string Kind { get; init; }

    /// <summary>The largest number that the source ever issued, as far as it knows.</summary>
    public long Source { get; init; }

    /// <summary>The largest number in the target's rows.</summary>
    public long Held { get; init; }

    /// <summary>The last number issued before.</summary>
    public long Old { get; init; }

    /// <summary>The last number issued now; the next one is one more.</summary>
    public long New { get; init; }

    /// <summary>What the user should know of it; null for nothing.</summary>
    public string? Remark { get; init; }
}
