namespace PidMigration.Ledgers;

/// <summary>
/// One line of the ledger: where one model of a run stands, or a part of it. It is written in the same transaction as
/// each batch. What holds for the whole model (its state, its dropped indexes, the expected rows) is in the line of
/// part 0.
/// </summary>
public sealed record LedgerEntry
{
    public required string Run { get; init; }

    public required string Model { get; init; }

    /// <summary>The part of the model's keys, counted from 0, where it is copied in several ranges.</summary>
    public int Part { get; init; }

    /// <summary>
    /// The last key of the part, as <see cref="LastKey"/> is written; null where all keys that follow belong to it.
    /// </summary>
    public string? UpperKey { get; init; }

    /// <summary>How often the run was begun; a line of an earlier attempt can't be written any more.</summary>
    public int Attempt { get; init; } = 1;

    public LedgerState State { get; init; }

    /// <summary>
    /// The key of the last row that is committed, a JSON array of canonical texts (bytes as hexadecimal digits); null
    /// before the first batch.
    /// </summary>
    public string? LastKey { get; init; }

    public long Rows { get; init; }

    /// <summary>The rows that were left out because the target has their keys.</summary>
    public long Existing { get; init; }

    public long Rejected { get; init; }

    /// <summary>The batches that are committed.</summary>
    public int Batches { get; init; }

    /// <summary>The rows of the target's table before the first batch.</summary>
    public long InitialTargetRows { get; init; }

    /// <summary>The rows that were to be copied when the run began.</summary>
    public long Expected { get; init; }

    /// <summary>The columns and their types on both sides; a run resumes only with the same ones.</summary>
    public string SchemaSignature { get; init; } = "";

    /// <summary>
    /// The indexes and foreign keys that are dropped and have to be restored, as JSON; null for none.
    /// </summary>
    public string? DeferredIndexes { get; init; }

    public string? Reason { get; init; }

    /// <summary>Whether nothing is left to do for it.</summary>
    public bool IsDone => State is LedgerState.Complete or LedgerState.Partial or LedgerState.Superseded;

    /// <summary>Whether any row of it was read and dealt with.</summary>
    internal bool HasRows => Rows + Existing + Rejected > 0;

    /// <summary>The entry of the same model with nothing copied.</summary>
    internal LedgerEntry WithoutProgress() =>
        this with
        {
            LastKey = null,
            UpperKey = null,
            Rows = 0,
            Existing = 0,
            Rejected = 0,
            Batches = 0,
        };
}
