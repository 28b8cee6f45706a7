namespace PidMigration.Ledgers;

/// <summary>One run of a copy, as the ledger has it.</summary>
public sealed record LedgerRun
{
    /// <summary>The name: the date and time when the run began, in UTC, and eight random hexadecimal digits.</summary>
    public required string Run { get; init; }

    /// <summary>How often it was begun: 1, and one more for each resume.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Pending while something is left to do, Complete afterwards.</summary>
    public LedgerState State { get; init; }

    public required RunSettings Settings { get; init; }

    /// <summary>Its models, in the order of their names.</summary>
    public IReadOnlyList<LedgerEntry> Entries { get; init; } = [];

    /// <summary>When a line of it was last written, in UTC.</summary>
    public DateTime Updated { get; init; }

    /// <summary>Whether there is something to resume.</summary>
    public bool IsOpen => State != LedgerState.Complete && Entries.Any(e => !e.IsDone || e.DeferredIndexes is not null);
}
