using PidMigration.Catalog;

namespace PidMigration.Verifying;

/// <summary>What a sync wrote into one table, as far as foreign keys are concerned.</summary>
/// <param name="Table">The table.</param>
/// <param name="Conditions">
/// Picks the rows that were inserted or updated, a few keys at a time; null for all rows of the table.
/// </param>
/// <param name="Deleted">Whether rows were deleted.</param>
/// <param name="Updated">Whether rows were updated.</param>
internal sealed record WrittenRows(Table Table, IReadOnlyList<string?> Conditions, bool Deleted, bool Updated)
{
    /// <summary>
    /// Whether a key by which other rows reference this table may reference a missing row now. What it references need
    /// not be the primary key: an update may have changed it.
    /// </summary>
    public bool MayBreak(ForeignKey key) => Deleted || Updated && !key.ReferencedColumns.All(Table.PrimaryKey.Contains);
}
