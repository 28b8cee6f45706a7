using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Copying;

/// <summary>What a copy reports while it runs.</summary>
public abstract record CopyEvent
{
    /// <summary>The rows of the given models are being deleted from the target.</summary>
    public sealed record Clearing(IReadOnlyList<ModelPlan> Plans) : CopyEvent;

    /// <summary>A model's copy begins.</summary>
    public sealed record Started(ModelPlan Plan) : CopyEvent;

    /// <summary>A batch is committed; the numbers are the model's so far.</summary>
    public sealed record Committed(ModelPlan Plan, long Rows, long Read, int Batches) : CopyEvent;

    /// <summary>All rows are there, indexes and foreign keys are being built.</summary>
    public sealed record Building(ModelPlan Plan, int Definitions) : CopyEvent;

    /// <summary>All rows are there, foreign keys are being checked.</summary>
    public sealed record Checking(ModelPlan Plan) : CopyEvent;

    /// <summary>Something failed that is retried; the error says what.</summary>
    public sealed record Retrying(ModelPlan Plan, MigrationException Error) : CopyEvent;

    /// <summary>A model's copy ended, with the error if it failed.</summary>
    public sealed record Ended(PidCopyResult Result, MigrationException? Error) : CopyEvent;

    /// <summary>Something is wrong with the target after the copy.</summary>
    public sealed record PostCopyError(MigrationException Error) : CopyEvent;
}
