namespace PidMigration.Ledgers;

/// <summary>How far one model of a run has come.</summary>
public sealed record PidMigrationModel
{
    public required string Model { get; init; }

    /// <summary>
    /// Running, Resumable, Failed, Complete, Partial (all but the rows in the rejects file) or Superseded (a later run
    /// copied it).
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The rows that are done, in percent.</summary>
    public double Percent { get; init; }

    /// <summary>The rows committed in the target.</summary>
    public long Rows { get; init; }

    /// <summary>The rows that were to be copied.</summary>
    public long SourceRows { get; init; }

    /// <summary>The key of the last row that is committed; null while its keys are copied in several ranges.</summary>
    public string? LastKey { get; init; }

    /// <summary>Whether indexes or foreign keys of the target's table are still dropped.</summary>
    public bool Owed { get; init; }

    /// <summary>Why the model failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The same as <see cref="Status"/>.</summary>
    internal MigrationStatus State { get; init; }

    internal static PidMigrationModel FromEntries(IReadOnlyList<LedgerEntry> parts, bool alive)
    {
        var first = parts[0];
        var state = StateOf(parts, alive);
        return new PidMigrationModel
        {
            Model = first.Model,
            Rows = parts.Sum(e => e.Rows),
            SourceRows = parts.Sum(e => e.Expected),
            LastKey = parts.Count == 1 ? first.LastKey : null,
            Reason = parts.Select(e => e.Reason).FirstOrDefault(r => r is not null),
            Owed = parts.Any(e => e.DeferredIndexes is not null),
            Percent = PercentOf(parts),
            State = state,
            Status = state.ToString(),
        };
    }

    private static MigrationStatus StateOf(IReadOnlyList<LedgerEntry> parts, bool alive) =>
        parts.All(e => e.State == LedgerState.Complete && e.DeferredIndexes is null) ? MigrationStatus.Complete
        : parts.All(e => e.State == LedgerState.Superseded) ? MigrationStatus.Superseded
        : parts.Any(e => e.State == LedgerState.Failed) && !alive ? MigrationStatus.Failed
        : parts.All(e => e.IsDone) ? MigrationStatus.Partial
        : alive ? MigrationStatus.Running
        : MigrationStatus.Resumable;

    internal static double PercentOf(IReadOnlyList<LedgerEntry> entries)
    {
        var all = entries.Sum(e => e.Expected);
        var done = entries
            .GroupBy(e => e.Model)
            .Sum(parts =>
                parts.First().IsDone
                    ? parts.First().Expected
                    : Math.Min(parts.Sum(e => e.Rows + e.Existing + e.Rejected), parts.First().Expected)
            );
        return all == 0
            ? entries.All(e => e.IsDone)
                ? 100
                : 0
            : Math.Round(done * 100.0 / all, 1);
    }
}
