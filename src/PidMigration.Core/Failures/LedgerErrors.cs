using System.Globalization;

namespace PidMigration.Failures;

/// <summary>The part of the catalogue about the ledger, resuming, retrying, and deferred indexes (PID19xx).</summary>
public static class LedgerErrors
{
    /// <summary>The code of <see cref="LedgerDamaged"/>.</summary>
    internal const string LedgerDamagedCode = "PID1912";

    /// <summary>The code of <see cref="NotTakenOff"/>.</summary>
    internal const string NotTakenOffCode = "PID1925";

    // PID190x, PID191x: the ledger, resuming, retrying

    internal static MigrationException NothingToResume(string shown) =>
        new(
            "PID1901",
            FailureKind.InvalidOperation,
            $"There is no run to resume in {shown}: all runs are complete, or none was started. Run "
                + "Copy-PidModel without -Resume to start one.",
            shown
        );

    internal static MigrationException LedgerUnusable(string shown, string why, string? definition, Exception inner) =>
        new(
            "PID1902",
            FailureKind.PermissionDenied,
            $"The ledger, the table pidmigration_ledger in {shown}, can't be "
                + $"{(definition is null ? "written" : "created")}: {why}"
                + (definition is null ? "" : $" Grant CREATE there, or have an administrator create it: {definition}."),
            shown,
            inner
        );

    internal static MigrationException OtherSource(string run, string theirs, string ours) =>
        new(
            "PID1903",
            FailureKind.InvalidOperation,
            $"The run {run} copied from {theirs}, but the source is now {ours}. Connect to the run's "
                + "source, or start a new copy without -Resume.",
            run
        );

    internal static MigrationException OtherRules(string run, string option, string theirs) =>
        new(
            "PID1904",
            FailureKind.InvalidArgument,
            $"The run {run} was started {theirs}; resuming with a different {option} would mix rows "
                + $"selected by two rules. Omit {option}, or start a new copy without -Resume.",
            option
        );

    internal static MigrationException OtherShape(string model, string run, string what) =>
        new(
            "PID1905",
            FailureKind.InvalidData,
            $"{model}: its columns are not those that the run {run} started with ({what}). Copy the "
                + "model from the start, without -Resume.",
            model
        );

    internal static MigrationException TargetChanged(string model, string run, long rows, long accounted) =>
        new(
            "PID1906",
            FailureKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target contains {rows:N0} rows, but the ledger of the run {run} accounts "
                    + $"for {accounted:N0}: another program wrote there. Run Copy-PidModel {model} -ClearTarget "
                    + $"to copy it from the start, then Copy-PidModel -Resume for the other models."
            ),
            model
        );

    internal static MigrationException TargetBusy(string shown) =>
        new(
            "PID1907",
            FailureKind.InvalidOperation,
            $"Another run of this module is writing to {shown}. Wait until it ends, or end it; then "
                + "run the command again.",
            shown
        );

    internal static MigrationException LedgerMoved(string model) =>
        new(
            "PID1908",
            FailureKind.InvalidOperation,
            $"{model}: another run has taken over, or the ledger was changed by hand. The batch was "
                + "rolled back; Get-PidMigration shows which run writes now.",
            model
        );

    internal static MigrationException NotInRun(string model, string run) =>
        new(
            "PID1909",
            FailureKind.InvalidArgument,
            $"The run {run} doesn't copy {model}. Omit it, or copy it without -Resume.",
            model
        );

    internal static MigrationException SourceMoved(string shown, bool told, Exception inner) =>
        new(
            "PID1910",
            FailureKind.ReadError,
            $"The connection to {shown} was lost, and its snapshot with it; "
                + $"{(told ? "the source was written to since" : "the source may have been written to since")}. "
                + "Committed rows are kept. Run Copy-PidModel -Resume to continue with a new snapshot, "
                + "then Sync-PidModel for the changes between the two.",
            shown,
            inner
        );

    internal static MigrationException Stalled(string shown, TimeSpan limit, Exception? inner) =>
        new(
            "PID1911",
            FailureKind.OperationTimeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{shown} sent nothing for {limit.TotalSeconds:N0} s (-Timeout). Committed rows are kept. "
                    + $"Check the network and the server's load, then run Copy-PidModel -Resume."
            ),
            shown,
            inner
        )
        {
            IsTransient = true,
        };

    internal static MigrationException LedgerDamaged(string run, Exception? inner) =>
        new(
            LedgerDamagedCode,
            FailureKind.InvalidData,
            $"The ledger's rows of the run {run} are damaged. Run Clear-PidLedger to remove the "
                + "ledger, then copy from the start.",
            run,
            inner
        );

    internal static MigrationException NoPosition(string model, string run) =>
        new(
            "PID1913",
            FailureKind.InvalidOperation,
            $"{model}: its key does not show where the run {run} stopped, and its rows can't be told "
                + $"from those that were there before. Run Copy-PidModel {model} -Since … again: rows whose "
                + "keys the target has are skipped.",
            model
        );

    /// <summary>PID1914: only the ledger records the dropped indexes.</summary>
    internal static MigrationException LedgerOwes(string models) =>
        new(
            "PID1914",
            FailureKind.InvalidOperation,
            $"Only the ledger records the indexes and foreign keys of {models} that still have to be "
                + "restored. Run Copy-PidModel -Resume or Restore-PidIndex first.",
            models
        );

    /// <summary>PID1915: a run can still be resumed.</summary>
    public static MigrationException LedgerInUse(string run) =>
        new(
            "PID1915",
            FailureKind.InvalidOperation,
            $"The run {run} can still be resumed with the ledger. Finish it with Copy-PidModel "
                + "-Resume, or add -AbandonRun to give it up.",
            run
        );

    // PID192x: deferred indexes and foreign keys

    internal static MigrationException NotUnique(string table, string index, string why, string sql) =>
        new(
            "PID1921",
            FailureKind.InvalidData,
            $"{table}: the unique index {index} can't be restored, because two rows have the same "
                + $"value: {why} Delete or change one of them, then run the command again, or this SQL: {Sql(sql)}.",
            table
        );

    internal static MigrationException KeyPointsNowhere(string table, string key, string why, string sql) =>
        new(
            "PID1922",
            FailureKind.InvalidData,
            $"{table}: the foreign key {key} can't be restored, because a row refers to a missing "
                + $"row: {why} Add the missing row or correct the value, then run the command again, or "
                + $"this SQL: {Sql(sql)}.",
            table
        );

    internal static MigrationException DefinitionChanged(string table, string name, string sql) =>
        new(
            "PID1923",
            FailureKind.InvalidOperation,
            $"{table}: {name} now has another definition, which was kept. The recorded one is: " + $"{Sql(sql)}.",
            table
        );

    internal static MigrationException NotRebuilt(
        string table,
        string name,
        string why,
        string sql,
        Exception? inner = null
    ) =>
        new(
            "PID1924",
            FailureKind.WriteError,
            $"{table}: {name} can't be restored: {why} Fix that, then run the command again, or this SQL: {Sql(sql)}.",
            table,
            inner
        );

    internal static MigrationException NotTakenOff(string table, string why, Exception? inner = null) =>
        new(
            NotTakenOffCode,
            FailureKind.WriteError,
            $"{table}: its indexes and foreign keys can't be dropped for the load: {why} None was " + "dropped.",
            table,
            inner
        );

    private static string Sql(string statement) => statement.ReplaceLineEndings(" ").TrimEnd(';', '.');
}
