using System.Globalization;

namespace PidMigration.Failures;

/// <summary>The catalogue's chapter of the ledger: resuming, retrying, and what is taken off for a load (PID19xx).</summary>
public static class LedgerErrors
{
    // PID19xx: the ledger, resuming, retrying

    internal static MigrationException NothingToResume(string shown) =>
        new(
            "PID1901",
            FailureKind.InvalidOperation,
            $"There is no run to resume in {shown}: none was begun, or all that were are complete. Copy-PidModel without -Resume begins one.",
            shown
        );

    internal static MigrationException LedgerUnusable(string shown, string why, string? definition, Exception inner) =>
        new(
            "PID1902",
            FailureKind.PermissionDenied,
            $"The ledger, the table pidmigration_ledger in {shown}, can't be {(definition is null ? "written" : "made")}: {why}"
                + (definition is null ? "" : $" Grant CREATE there, or have it made by: {definition}."),
            shown,
            inner
        );

    internal static MigrationException OtherSource(string run, string theirs, string ours) =>
        new(
            "PID1903",
            FailureKind.InvalidOperation,
            $"The run {run} copied from {theirs}, and the source is {ours} now. Connect to that source, or copy anew without -Resume.",
            run
        );

    internal static MigrationException OtherRules(string run, string option, string theirs) =>
        new(
            "PID1904",
            FailureKind.InvalidArgument,
            $"The run {run} was begun {theirs}; with another {option} it would be two halves that don't fit. Leave {option} out, or copy anew without -Resume.",
            option
        );

    internal static MigrationException OtherShape(string model, string run, string what) =>
        new(
            "PID1905",
            FailureKind.InvalidData,
            $"{model}: its columns are not those that the run {run} began with ({what}). Copy the model anew, without -Resume.",
            model
        );

    internal static MigrationException TargetChanged(string model, string run, long rows, long accounted) =>
        new(
            "PID1906",
            FailureKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target holds {rows:N0} rows, the ledger of the run {run} accounts for {accounted:N0}: something else wrote there. Copy-PidModel {model} -ClearTarget copies that one anew; Copy-PidModel -Resume then goes on with the others."
            ),
            model
        );

    internal static MigrationException TargetBusy(string shown) =>
        new(
            "PID1907",
            FailureKind.InvalidOperation,
            $"Another run of this module writes {shown} now. Wait until it ends, or end it; then run the command again.",
            shown
        );

    internal static MigrationException LedgerMoved(string model) =>
        new(
            "PID1908",
            FailureKind.InvalidOperation,
            $"{model}: another run has taken over, or the ledger was changed by hand. That batch was rolled back; Get-PidMigration shows who writes now.",
            model
        );

    internal static MigrationException NotInRun(string model, string run) =>
        new(
            "PID1909",
            FailureKind.InvalidArgument,
            $"The run {run} doesn't copy {model}. Leave it out, or copy it without -Resume.",
            model
        );

    internal static MigrationException SourceMoved(string shown, bool told, Exception inner) =>
        new(
            "PID1910",
            FailureKind.ReadError,
            $"The connection to {shown} broke, and its snapshot with it; "
                + (told ? "the source was written since" : "whether the source was written since can't be told")
                + ". What was committed stays. Copy-PidModel -Resume goes on with a new snapshot; Sync-PidModel brings over what changed between the two.",
            shown,
            inner
        );

    internal static MigrationException NoPosition(string model, string run) =>
        new(
            "PID1913",
            FailureKind.InvalidOperation,
            $"{model}: its key says not where the run {run} was, and the rows it added lie among others. Run Copy-PidModel {model} -Since … again: keys that the target has are left out.",
            model
        );

    /// <summary>PID1914: indexes and keys would be lost with it.</summary>
    internal static MigrationException LedgerOwes(string models) =>
        new(
            "PID1914",
            FailureKind.InvalidOperation,
            $"The ledger alone knows the indexes and foreign keys that are to be put back ({models}). Run Copy-PidModel -Resume first, which puts them back.",
            models
        );

    /// <summary>PID1915: a run could still be resumed.</summary>
    public static MigrationException LedgerInUse(string run) =>
        new(
            "PID1915",
            FailureKind.InvalidOperation,
            $"The run {run} can still be resumed by the ledger. Finish it with Copy-PidModel -Resume, or add -AbandonRun to give that up.",
            run
        );

    internal static MigrationException Stalled(string shown, TimeSpan limit, Exception? inner) =>
        new(
            "PID1911",
            FailureKind.OperationTimeout,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Nothing came from {shown} for {limit.TotalSeconds:N0} s (-Timeout). What was committed stays. Check the network and the server's load; Copy-PidModel -Resume goes on."
            ),
            shown,
            inner
        );

    /// <summary>The code of <see cref="LedgerDamaged"/>.</summary>
    internal const string LedgerDamagedCode = "PID1912";

    internal static MigrationException LedgerDamaged(string run, Exception? inner) =>
        new(
            LedgerDamagedCode,
            FailureKind.InvalidData,
            $"The ledger's lines of the run {run} are not whole. Clear-PidLedger removes the ledger; then copy anew.",
            run,
            inner
        );

    // PID192x: indexes and foreign keys that are taken off for a load

    internal static MigrationException NotUnique(string table, string index, string why, string sql) =>
        new(
            "PID1921",
            FailureKind.InvalidData,
            $"{table}: the unique index {index} can't be rebuilt, two rows have the same value: {why} Delete or change one of them, then run the command again, or this by hand: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.",
            table
        );

    internal static MigrationException KeyPointsNowhere(string table, string key, string why, string sql) =>
        new(
            "PID1922",
            FailureKind.InvalidData,
            $"{table}: the foreign key {key} can't be declared again, a row points nowhere: {why} Add the missing row or mend the value, then run the command again, or this by hand: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.",
            table
        );

    internal static MigrationException DefinitionChanged(string table, string name, string sql) =>
        new(
            "PID1923",
            FailureKind.InvalidOperation,
            $"{table}: {name} is no longer what it was; somebody else changed it, and it is left alone. It was: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.",
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
            $"{table}: {name} can't be rebuilt: {why} Mend that, then run the command again, or this by hand: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.",
            table,
            inner
        );

    /// <summary>The code of <see cref="NotTakenOff"/>.</summary>
    internal const string NotTakenOffCode = "PID1925";

    internal static MigrationException NotTakenOff(string table, string why, Exception? inner = null) =>
        new(
            NotTakenOffCode,
            FailureKind.WriteError,
            $"{table}: its indexes and foreign keys can't be taken off for the load: {why} Nothing was taken off.",
            table,
            inner
        );
}
