using PidMigration.Failures;

namespace PidMigration.Databases.Indexes;

/// <summary>What a restore came to. A failure of one doesn't keep the others from being restored.</summary>
/// <param name="Created">What was restored now.</param>
/// <param name="AlreadyPresent">What was there already, with the same definition.</param>
/// <param name="Failed">What is still missing, and why: PID1921 to PID1924.</param>
/// <param name="Unvalidated">
/// Foreign keys that are declared without a look at the rows, now or in a run before: somebody has to look for orphans
/// (<see cref="ReferenceQueries.FindOrphansAsync"/>).
/// </param>
public sealed record RestoreResult(
    IReadOnlyList<IndexDefinition> Created,
    IReadOnlyList<IndexDefinition> AlreadyPresent,
    IReadOnlyList<(IndexDefinition Definition, MigrationException Error)> Failed,
    IReadOnlyList<IndexDefinition> Unvalidated
)
{
    public bool IsComplete => Failed.Count == 0;
}
