namespace PidMigration.Failures;

/// <summary>The texts of warnings and of notes that are added to errors, one line each.</summary>
internal static class Warnings
{
    /// <summary>Added to an error: which indexes still have to be restored.</summary>
    public static string Owed(int definitions) =>
        $"{definitions} indexes and foreign keys are still dropped (recorded in the ledger). "
        + "Copy-PidModel -Resume restores them when it ends, Restore-PidIndex does so now.";

    /// <summary>Before a resume: the source may have changed between two snapshots.</summary>
    public static string SourceMayDiffer(string run, bool told) =>
        $"The source {(told ? "was" : "may have been")} written to after the run {run} took its snapshot: "
        + "rows that were copied before may have been changed or deleted there. Run Sync-PidModel after the copy.";
}
