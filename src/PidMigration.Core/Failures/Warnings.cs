namespace PidMigration.Failures;

/// <summary>What a user should know beside the errors, one line each.</summary>
internal static class Warnings
{
    /// <summary>Behind an error: what is to be put back.</summary>
    public static string Owed(int definitions) =>
        $"{definitions} indexes and foreign keys of its table are off and stand in the ledger: Copy-PidModel -Resume puts them back at its end, Restore-PidIndex now.";

    /// <summary>Before a resume: what the source may have changed between two snapshots.</summary>
    public static string SourceMayDiffer(string run, bool told) =>
        (
            told
                ? $"The source was written since the run {run} took its snapshot"
                : $"Whether the source was written since the run {run} took its snapshot can't be told"
        )
        + ": rows that were copied before may differ from it, or be gone there. Sync-PidModel after the copy brings that over.";
}
