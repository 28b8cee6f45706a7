using System.Globalization;

namespace PidMigration.Failures;

/// <summary>The catalogue of errors: each has a code, a kind, and one line that names the thing and the way out. <see cref="ParameterErrors"/> is a chapter of it.</summary>
public static class Errors
{
    // PID10xx: which database?

    /// <summary>PID1001: neither a session nor the environment names the database.</summary>
    public static MigrationException NoDatabase(string side) => new("PID1001", FailureKind.InvalidArgument,
        $"No {side} database is named. Run Connect-PidMigration -Source URL -Target URL, pass -{Capital(side)}, or set the environment variable PIDMIGRATION_{side.ToUpperInvariant()}.");

    internal static MigrationException BadAddress(string shown, string why) => new("PID1002", FailureKind.InvalidArgument,
        $"'{shown}' is no database address: {why}. Write it like postgresql://user@host/database, mysql://user@host/database or sqlite:///path/to/file.db.", shown);

    internal static MigrationException UnknownScheme(string scheme, string shown) => new("PID1003", FailureKind.InvalidArgument,
        $"'{scheme}://' in '{shown}' is no database this module knows. Use postgresql://, mysql://, mariadb:// or sqlite:///.", shown);

    internal static MigrationException AmbiguousConnectionString() => new("PID1004", FailureKind.InvalidArgument,
        "The connection string fits more than one database. Put 'postgresql:', 'mysql:' or 'sqlite:' in front of it, or write a URL.");

    internal static MigrationException BadOption(string option, string shown, string why) => new("PID1005", FailureKind.InvalidArgument,
        $"The option '{option}' of '{shown}' can't be used: {why}.", option);

    internal static MigrationException SameDatabase(string shown) => new("PID1006", FailureKind.InvalidArgument,
        $"Source and target are the same database ({shown}). Name two different ones.", shown);

    internal static MigrationException OptionFileUnreadable(string path, string why) => new("PID1007", FailureKind.InvalidArgument,
        $"The option file '{path}' can't be read: {why}.", path);

    /// <summary>PID1008: a path that leads to no file.</summary>
    public static MigrationException BadPath(string path, string why) => new("PID1008", FailureKind.InvalidArgument,
        $"The path '{path}' leads to no file: {why} Give a path on a drive of files, or go to one with Set-Location.", path);

    // PID11xx: reaching it

    internal static MigrationException HostNotFound(string host, string shown, Exception inner) => new("PID1101", FailureKind.ConnectionError,
        $"No host is called '{host}' ({shown}). Check the name.", shown, inner);

    internal static MigrationException NotListening(string where, string shown, Exception inner) => new("PID1102", FailureKind.ConnectionError,
        $"Nothing answers at {where} ({shown}). Check the port, and that the server runs and listens there.", shown, inner);

    internal static MigrationException WrongPassword(string user, string shown, bool passwordGiven, Exception inner) => new("PID1103", FailureKind.AuthenticationError,
        passwordGiven
            ? $"The server doesn't accept the user '{user}' with that password ({shown}). Check both."
            : $"The server wants a password for the user '{user}' ({shown}). Give one with -SourceCredential or -TargetCredential, in .pgpass, or in an option file.", shown, inner);

    internal static MigrationException NoSuchDatabase(string database, string shown, Exception inner) => new("PID1104", FailureKind.ObjectNotFound,
        $"The server has no database '{database}' ({shown}). Check the name, or create it.", shown, inner);

    internal static MigrationException TlsFailed(string shown, string why, Exception inner) => new("PID1105", FailureKind.ConnectionError,
        $"No verified encrypted connection could be made ({shown}): {why} Install the server's CA certificate and name it with ?sslrootcert=FILE, or, if you accept the risk, add ?sslmode=require.", shown, inner);

    internal static MigrationException ConnectionLost(string shown, string why, Exception inner) => new("PID1106", FailureKind.ConnectionError,
        $"The connection to {shown} broke: {why} What was committed stays; Copy-PidModel -Resume goes on behind it.", shown, inner);

    internal static MigrationException ConnectTimeout(string shown, Exception inner) => new("PID1107", FailureKind.OperationTimeout,
        $"{shown} did not answer in time. Check the address and the network between here and there.", shown, inner);

    internal static MigrationException NoSuchFile(string path) => new("PID1108", FailureKind.ObjectNotFound,
        $"There is no SQLite file '{path}'. Check the path; a target has to exist too, with its tables (Django: manage.py migrate).", path);

    internal static MigrationException NotSqlite(string path, Exception inner) => new("PID1109", FailureKind.InvalidData,
        $"'{path}' is no SQLite database. Check the path.", path, inner);

    internal static MigrationException ConnectFailed(string shown, string why, Exception inner) => new("PID1110", FailureKind.ConnectionError,
        $"{shown} can't be opened: {why}", shown, inner);

    internal static MigrationException NotEncrypted(string shown) => new("PID1111", FailureKind.ConnectionError,
        $"The server offers no encrypted connection ({shown}). Turn TLS on there, or, if you accept the risk, add ?sslmode=disable.", shown);

    // PID12xx: do the two fit?

    /// <summary>PID1201: no model is called that.</summary>
    public static MigrationException NoSuchModel(string name, IReadOnlyList<string> nearest) => new("PID1201", FailureKind.ObjectNotFound,
        $"The source has no model '{name}'."
        + (nearest.Count > 0 ? $" Did you mean {string.Join(" or ", nearest)}?" : " Get-PidModel -IncludeInternal lists those it has."), name);

    internal static MigrationException TableMissing(string model, string table, string shown) => new("PID1202", FailureKind.ObjectNotFound,
        $"{model}: the target has no table '{table}' ({shown}). Create the target's tables first (Django: manage.py migrate).", model);

    internal static MigrationException ColumnMissing(string model, string column, string shown) => new("PID1203", FailureKind.InvalidData,
        $"{model}: the target's table has no column '{column}' ({shown}). Bring both databases to the same version of the application (Django: manage.py migrate).", model);

    internal static MigrationException ColumnExtra(string model, string column, string shown) => new("PID1204", FailureKind.InvalidData,
        $"{model}: the target's column '{column}' has neither a counterpart in the source nor a default ({shown}). Give it a default, or bring both databases to the same version.", model);

    internal static MigrationException NoRule(string model, string column, string from, string to) => new("PID1205", FailureKind.NotImplemented,
        $"{model}: no rule carries {from} into {to} (column '{column}') without changing values. Leave the model out with Get-PidModel -Exclude {model}.", model);

    internal static MigrationException NeedsAllowance(string model, string column, string from, string to, string name) => new("PID1208", FailureKind.NotImplemented,
        $"{model}: {from} goes into {to} (column '{column}') only in another form. Add -Allow {name}, or leave the model out with Get-PidModel -Exclude {model}.", model);

    internal static MigrationException NoTables(string shown) => new("PID1206", FailureKind.ObjectNotFound,
        $"{shown} has no tables. Check the name of the database (and of the schema).", shown);

    internal static MigrationException GeneratedDiffers(string model, string column) => new("PID1207", FailureKind.InvalidData,
        $"{model}: the target computes the column '{column}', the source stores it. Make it an ordinary column in the target.", model);

    // PID13xx: may we?

    internal static MigrationException MayNotRead(string thing, string shown, string why, Exception? inner = null) => new("PID1301", FailureKind.PermissionDenied,
        $"The user may not read {thing} in {shown}: {why} Grant SELECT on it.", thing, inner);

    internal static MigrationException MayNotWrite(string thing, string shown, string why, Exception? inner = null) => new("PID1302", FailureKind.PermissionDenied,
        $"The user may not write {thing} in {shown}: {why} Grant SELECT, INSERT and DELETE on it.", thing, inner);

    internal static MigrationException ReadOnlyTarget(string shown, string why, Exception? inner = null) => new("PID1303", FailureKind.PermissionDenied,
        $"The target {shown} is read-only: {why} Name the primary server, or make it writable.", shown, inner);

    internal static MigrationException NeedsConstraintsOff(string model, string key, string shown) => new("PID1304", FailureKind.PermissionDenied,
        $"{model}: the foreign key {key} can't be switched off in our session, and its rows refer to rows that may come later ({shown}). Connect as a superuser, or, for a key of the table on itself, make it DEFERRABLE.", model);

    internal static MigrationException MayNotAskForKeys(string model, string shown, string why, Exception inner) => new("PID1305", FailureKind.PermissionDenied,
        $"{model}: the user may not make the temporary table in which {shown} is asked whether its collation takes two keys for one: {why} Grant CREATE TEMPORARY TABLES (PostgreSQL: TEMPORARY) on the database, or add -SkipPreflight.", model, inner);

    // PID14xx: parameters

    internal static MigrationException BadBatchSize(long size) => new("PID1401", FailureKind.InvalidArgument,
        string.Create(CultureInfo.InvariantCulture, $"-BatchSize {size} moves nothing. Give the number of rows of one transaction, 1 or more, or leave it out."), size);

    internal static MigrationException BadWhere(string model, string side, string where, string why, Exception inner) => new("PID1402", FailureKind.InvalidArgument,
        $"{model}: the {side} can't use -Where \"{where.ReplaceLineEndings(" ")}\": {why} Give one condition that only reads, as it stands behind WHERE.", model, inner);

    internal static MigrationException BadSince(string model, string since, string why) => new("PID1403", FailureKind.InvalidArgument,
        $"{model}: -Since {since} can't be used: {why}", model);

    /// <summary>PID1406: the one keeps what the other deletes.</summary>
    public static MigrationException SinceClears() => new("PID1406", FailureKind.InvalidArgument,
        "-Since adds to the rows that the target holds, -ClearTarget deletes them. Leave one of the two out.");

    /// <summary>PID1407: the one goes on with what the other deletes.</summary>
    public static MigrationException ResumeClears() => new("PID1407", FailureKind.InvalidArgument,
        "-Resume goes on with the rows that are there, -ClearTarget deletes them. Leave one of the two out.");

    internal static MigrationException BadAllowance(string text, string names) => new("PID1404", FailureKind.InvalidArgument,
        $"-Allow '{text}' names nothing that can be allowed. There are: {names}; for one column alone write model.column=name.", text);

    internal static MigrationException RejectsUnwritable(string path, string why, Exception inner) => new("PID1405", FailureKind.InvalidArgument,
        $"The rejects file '{path}' can't be written: {why} Name another one with -RejectsPath.", path, inner);

    // PID15xx: the target holds rows

    /// <summary>PID1501: rows are in the way, and nobody can be asked.</summary>
    public static MigrationException TargetHoldsRows(string model, long rows, string shown) => new("PID1501", FailureKind.InvalidOperation,
        string.Create(CultureInfo.InvariantCulture, $"{model}: the target holds {rows:N0} rows already ({shown}), and nobody can be asked. Add -ClearTarget -Confirm:$false to delete them first, or -Since to add only what is new."), model);

    internal static MigrationException ParentNotCopied(string model, string parent, string why) => new("PID1502", FailureKind.InvalidOperation,
        $"{model} refers to {parent}, which {why}. Copy {parent} too, or add -WithoutParent to copy against the rows the target has.", model);

    /// <summary>PID1503: other rows refer to those that would go.</summary>
    public static MigrationException ClearBlocked(string model, string dependents, string shown) => new("PID1503", FailureKind.InvalidOperation,
        $"{model} can't be cleared: {dependents} in the target refer to it ({shown}). Clear those too, or add -LeaveDangling to leave their references dangling.", model);

    /// <summary>PID1504: a question that nobody can answer.</summary>
    public static MigrationException CannotAsk(string question) => new("PID1504", FailureKind.InvalidOperation,
        $"Nobody can be asked: \"{question}\". Add -Confirm:$false to say yes in a script.");

    // PID16xx: moving rows

    internal static MigrationException LoadFailed(string model, string where, string why, Exception? inner = null, int? row = null) => new("PID1601", FailureKind.WriteError,
        $"{model}: the target refused {where}: {why} That batch was rolled back; what was committed before it stays. Mend the row or the target, then go on with Copy-PidModel -Resume.", model, inner) { Row = row, Reason = $"{where}: {why}" };

    internal static MigrationException ShortBatch(string model, long sent, long arrived) => new("PID1602", FailureKind.WriteError,
        string.Create(CultureInfo.InvariantCulture, $"{model}: of a batch of {sent:N0} rows {arrived:N0} arrived. The batch was rolled back; what was committed before it stays."), model);

    internal static MigrationException Orphans(string model, string description) => new("PID1603", FailureKind.InvalidData,
        $"{model}: {description}. Copy the missing rows too, then compare.", model);

    internal static MigrationException ReadFailed(string model, string why, Exception inner) => new("PID1604", FailureKind.ReadError,
        $"{model}: the source failed while it was read: {why} What was committed stays; Copy-PidModel -Resume goes on behind it.", model, inner);

    internal static MigrationException ClearFailed(string model, string why, Exception inner) => new("PID1605", FailureKind.WriteError,
        $"{model}: the target's rows could not be deleted: {why}", model, inner);

    internal static MigrationException CountFailed(string model, string why, Exception inner) => new("PID1606", FailureKind.ReadError,
        $"{model}: the rows could not be counted: {why}", model, inner);

    internal static MigrationException BadValue(string model, string column, string key, string value, string why) => new("PID1607", FailureKind.InvalidData,
        $"{model}: column '{column}' of the row {key} holds {value}, which {why}. Mend it in the source, then run the command again.", model) { Reason = $"column '{column}' holds {value}, which {why}." };

    /// <summary>The code of <see cref="Stopped"/>.</summary>
    internal const string StoppedCode = "PID1608";

    /// <summary>PID1608: the user stopped it.</summary>
    public static MigrationException Stopped(string model, long rows) => new(StoppedCode, FailureKind.OperationStopped,
        string.Create(CultureInfo.InvariantCulture, $"{model}: stopped. {rows:N0} rows are committed; Copy-PidModel -Resume goes on behind them."), model);

    internal static MigrationException TargetFull(string shown, string why, Exception inner) => new("PID1609", FailureKind.WriteError,
        $"The target {shown} has no room left: {why} Make room there; what was committed stays, and Copy-PidModel -Resume goes on behind it.", shown, inner);

    /// <summary>The code of <see cref="Rejected"/>.</summary>
    internal const string RejectedCode = "PID1610";

    internal static MigrationException Rejected(string model, long rows, string path) => new(RejectedCode, FailureKind.WriteError,
        string.Create(CultureInfo.InvariantCulture, $"{model}: the target refused {rows:N0} rows; they are in '{path}', with the reason of each. All others are committed."), model);

    // PID17xx: sequences

    internal static MigrationException CounterFailed(string counter, string why, Exception inner) => new("PID1702", FailureKind.WriteError,
        $"The counter {counter} could not be raised: {why}", counter, inner);

    internal static MigrationException MayNotRaise(string counter, string shown, string why, Exception inner) => new("PID1701", FailureKind.PermissionDenied,
        $"The user may not raise the counter {counter} in {shown}: {why} Grant ALTER on its table (MySQL, MariaDB), or SELECT and UPDATE on the sequence (PostgreSQL).", counter, inner);

    internal static MigrationException CounterBelow(string counter, long wanted, long arrived) => new("PID1703", FailureKind.WriteError,
        string.Create(CultureInfo.InvariantCulture, $"The counter {counter} stands at {arrived} after it was set to {wanted}. Set it by hand before anything new is written."), counter);

    // PID18xx: comparing and repairing

    internal static MigrationException CompareFailed(string model, string shown, string why, Exception inner) => new("PID1801", FailureKind.ReadError,
        $"{model}: {shown} failed while its rows were compared: {why} Nothing was changed; run the command again.", model, inner);

    internal static MigrationException OrderDiffers(string model, string key) => new("PID1802", FailureKind.InvalidData,
        $"{model}: rows don't come in the order of their keys near {key}, so the two sides can't be compared row by row. A key that isn't unique, or a damaged index, does that: check the table (REINDEX, CHECK TABLE).", model);

    internal static MigrationException TargetMoved(string model, long wanted, long touched) => new("PID1803", FailureKind.InvalidOperation,
        string.Create(CultureInfo.InvariantCulture, $"{model}: of {wanted:N0} rows that were to be changed {touched:N0} are still in the target as they were compared: something else writes there. That batch was rolled back; stop the application, then run the command again."), model);

    internal static MigrationException NotVerified(string model, long missing, long extra, long changed) => new("PID1804", FailureKind.InvalidData,
        string.Create(CultureInfo.InvariantCulture, $"{model}: the target is not what was copied: {missing:N0} rows are missing, {extra:N0} extra, {changed:N0} changed. Compare-PidModel {model} -Detailed names them, Sync-PidModel {model} repairs them."), model);

    // PID19xx: the ledger, resuming, retrying

    internal static MigrationException NothingToResume(string shown) => new("PID1901", FailureKind.InvalidOperation,
        $"There is no run to resume in {shown}: none was begun, or all that were are complete. Copy-PidModel without -Resume begins one.", shown);

    internal static MigrationException LedgerUnusable(string shown, string why, string? definition, Exception inner) => new("PID1902", FailureKind.PermissionDenied,
        $"The ledger, the table pidmigration_ledger in {shown}, can't be {(definition is null ? "written" : "made")}: {why}"
        + (definition is null ? "" : $" Grant CREATE there, or have it made by: {definition}."), shown, inner);

    internal static MigrationException OtherSource(string run, string theirs, string ours) => new("PID1903", FailureKind.InvalidOperation,
        $"The run {run} copied from {theirs}, and the source is {ours} now. Connect to that source, or copy anew without -Resume.", run);

    internal static MigrationException OtherRules(string run, string option, string theirs) => new("PID1904", FailureKind.InvalidArgument,
        $"The run {run} was begun {theirs}; with another {option} it would be two halves that don't fit. Leave {option} out, or copy anew without -Resume.", option);

    internal static MigrationException OtherShape(string model, string run, string what) => new("PID1905", FailureKind.InvalidData,
        $"{model}: its columns are not those that the run {run} began with ({what}). Copy the model anew, without -Resume.", model);

    internal static MigrationException TargetChanged(string model, string run, long rows, long accounted) => new("PID1906", FailureKind.InvalidData,
        string.Create(CultureInfo.InvariantCulture, $"{model}: the target holds {rows:N0} rows, the ledger of the run {run} accounts for {accounted:N0}: something else wrote there. Copy-PidModel {model} -ClearTarget copies that one anew; Copy-PidModel -Resume then goes on with the others."), model);

    internal static MigrationException TargetBusy(string shown) => new("PID1907", FailureKind.InvalidOperation,
        $"Another run of this module writes {shown} now. Wait until it ends, or end it; then run the command again.", shown);

    internal static MigrationException LedgerMoved(string model) => new("PID1908", FailureKind.InvalidOperation,
        $"{model}: another run has taken over, or the ledger was changed by hand. That batch was rolled back; Get-PidMigration shows who writes now.", model);

    internal static MigrationException NotInRun(string model, string run) => new("PID1909", FailureKind.InvalidArgument,
        $"The run {run} doesn't copy {model}. Leave it out, or copy it without -Resume.", model);

    internal static MigrationException SourceMoved(string shown, bool told, Exception inner) => new("PID1910", FailureKind.ReadError,
        $"The connection to {shown} broke, and its snapshot with it; " + (told ? "the source was written since" : "whether the source was written since can't be told")
        + ". What was committed stays. Copy-PidModel -Resume goes on with a new snapshot; Sync-PidModel brings over what changed between the two.", shown, inner);

    internal static MigrationException NoPosition(string model, string run) => new("PID1913", FailureKind.InvalidOperation,
        $"{model}: its key says not where the run {run} was, and the rows it added lie among others. Run Copy-PidModel {model} -Since … again: keys that the target has are left out.", model);

    /// <summary>PID1914: indexes and keys would be lost with it.</summary>
    internal static MigrationException LedgerOwes(string models) => new("PID1914", FailureKind.InvalidOperation,
        $"The ledger alone knows the indexes and foreign keys that are to be put back ({models}). Run Copy-PidModel -Resume first, which puts them back.", models);

    /// <summary>PID1915: a run could still be resumed.</summary>
    public static MigrationException LedgerInUse(string run) => new("PID1915", FailureKind.InvalidOperation,
        $"The run {run} can still be resumed by the ledger. Finish it with Copy-PidModel -Resume, or add -AbandonRun to give that up.", run);

    internal static MigrationException Stalled(string shown, TimeSpan limit, Exception? inner) => new("PID1911", FailureKind.OperationTimeout,
        string.Create(CultureInfo.InvariantCulture, $"Nothing came from {shown} for {limit.TotalSeconds:N0} s (-Timeout). What was committed stays. Check the network and the server's load; Copy-PidModel -Resume goes on."), shown, inner);

    /// <summary>The code of <see cref="LedgerDamaged"/>.</summary>
    internal const string LedgerDamagedCode = "PID1912";

    internal static MigrationException LedgerDamaged(string run, Exception? inner) => new(LedgerDamagedCode, FailureKind.InvalidData,
        $"The ledger's lines of the run {run} are not whole. Clear-PidLedger removes the ledger; then copy anew.", run, inner);

    // PID192x: indexes and foreign keys that are taken off for a load

    internal static MigrationException NotUnique(string table, string index, string why, string sql) => new("PID1921", FailureKind.InvalidData,
        $"{table}: the unique index {index} can't be rebuilt, two rows have the same value: {why} Delete or change one of them, then run the command again, or this by hand: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.", table);

    internal static MigrationException KeyPointsNowhere(string table, string key, string why, string sql) => new("PID1922", FailureKind.InvalidData,
        $"{table}: the foreign key {key} can't be declared again, a row points nowhere: {why} Add the missing row or mend the value, then run the command again, or this by hand: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.", table);

    internal static MigrationException DefinitionChanged(string table, string name, string sql) => new("PID1923", FailureKind.InvalidOperation,
        $"{table}: {name} is no longer what it was; somebody else changed it, and it is left alone. It was: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.", table);

    internal static MigrationException NotRebuilt(string table, string name, string why, string sql, Exception? inner = null) => new("PID1924", FailureKind.WriteError,
        $"{table}: {name} can't be rebuilt: {why} Mend that, then run the command again, or this by hand: {sql.ReplaceLineEndings(" ").TrimEnd(';', '.')}.", table, inner);

    /// <summary>The code of <see cref="NotTakenOff"/>.</summary>
    internal const string NotTakenOffCode = "PID1925";

    internal static MigrationException NotTakenOff(string table, string why, Exception? inner = null) => new(NotTakenOffCode, FailureKind.WriteError,
        $"{table}: its indexes and foreign keys can't be taken off for the load: {why} Nothing was taken off.", table, inner);

    private static string Capital(string side) => char.ToUpperInvariant(side[0]) + side[1..];
}
