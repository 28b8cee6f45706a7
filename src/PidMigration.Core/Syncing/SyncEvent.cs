using PidMigration.Failures;

namespace PidMigration.Syncing;

/// <summary>What a repair tells while it writes.</summary>
public abstract record SyncEvent
{
    /// <summary>So many of the rows that are to be written are committed, over all models.</summary>
    public sealed record Advanced(string Model, long Rows) : SyncEvent;

    /// <summary>Something is to be known of what is going to be written.</summary>
    public sealed record Warned(string Message) : SyncEvent;

    /// <summary>A model's repair ended, with the error if it failed.</summary>
    public sealed record Ended(PidSyncResult Result, MigrationException? Error) : SyncEvent;
}
