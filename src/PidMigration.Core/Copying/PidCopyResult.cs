using PidMigration.Conversion;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>How the copy of one model went.</summary>
public sealed record PidCopyResult
{
    public required string Model { get; init; }

    /// <summary>The table's name in the source.</summary>
    public required string Table { get; init; }

    /// <summary>The table's name in the target, its schema included.</summary>
    public required string TargetTable { get; init; }

    /// <summary>How the copy of the model ended.</summary>
    public required CopyStatus Status { get; init; }

    /// <summary>The rows that were committed in the target by this run.</summary>
    public long Rows { get; init; }

    /// <summary>The rows that were committed before by the run that was resumed.</summary>
    public long Resumed { get; init; }

    /// <summary>The rows that were left out because the target had their keys (-Since).</summary>
    public long Existing { get; init; }

    /// <summary>The rows that the target refused, and that are in the rejects file.</summary>
    public long Rejected { get; init; }

    /// <summary>The changes that were made, of those that the user allowed.</summary>
    public IReadOnlyList<PidConversion> Conversions { get; init; } = [];

    /// <summary>The batches that are committed, each a transaction.</summary>
    public int Batches { get; init; }

    /// <summary>
    /// Whether every cell was compared afterwards and found to be the same; null where it was not asked for, or not
    /// reached.
    /// </summary>
    public bool? Verified { get; init; }

    /// <summary>The time from the start of the model to its last check.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The rows copied per second of <see cref="Elapsed"/>.</summary>
    public double RowsPerSecond => Elapsed.TotalSeconds > 0 ? Math.Round(Rows / Elapsed.TotalSeconds) : 0;

    /// <summary>Why the model was skipped or failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>The result of a model of which no row was written.</summary>
    internal static PidCopyResult Of(ModelPlan plan, CopyStatus status, string? reason) =>
        new()
        {
            Model = plan.Model.Name,
            Table = plan.Model.Table,
            TargetTable = plan.Target.FullName,
            Status = status,
            Reason = reason,
        };

    /// <summary>The result of a model that ended with an error, or without one.</summary>
    internal static PidCopyResult Of(ModelPlan plan, MigrationException? error) =>
        Of(
            plan,
            error switch
            {
                null => CopyStatus.Copied,
                { Code: Errors.RejectedCode } => CopyStatus.Partial,
                { Code: Errors.StoppedCode } => CopyStatus.Stopped,
                _ => CopyStatus.Failed,
            },
            error?.Message
        );
}
