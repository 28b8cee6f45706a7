using System.Globalization;
using System.Numerics;

namespace PidMigration.Failures;

/// <summary>The catalogue of errors: each has a code, a kind, and one line that names the thing and the way out. <see cref="ParameterErrors"/>, <see cref="SchemaErrors"/> and <see cref="LedgerErrors"/> are chapters of it.</summary>
public static class Errors
{
    // PID10xx: which database?

    /// <summary>PID1001: neither a session nor the environment names the database.</summary>
    public static MigrationException NoDatabase(string side) =>
        new(
            "PID1001",
            FailureKind.InvalidArgument,
            $"No {side} database is named. Run Connect-PidMigration -Source URL -Target URL, pass -{Capital(side)}, or set the environment variable PIDMIGRATION_{side.ToUpperInvariant()}."
        );

    internal static MigrationException BadAddress(string shown, string why) =>
        new(
            "PID1002",
            FailureKind.InvalidArgument,
            $"'{shown}' is no database address: {why}. Write it like postgresql://user@host/database, mysql://user@host/database or sqlite:///path/to/file.db.",
            shown
        );

    internal static MigrationException UnknownScheme(string scheme, string shown) =>
        new(
            "PID1003",
            FailureKind.InvalidArgument,
            $"'{scheme}://' in '{shown}' is no database this module knows. Use postgresql://, mysql://, mariadb:// or sqlite:///.",
            shown
        );

    internal static MigrationException AmbiguousConnectionString() =>
        new(
            "PID1004",
            FailureKind.InvalidArgument,
            "The connection string fits more than one database. Put 'postgresql:', 'mysql:' or 'sqlite:' in front of it, or write a URL."
        );

    internal static MigrationException BadOption(string option, string shown, string why) =>
        new(
            "PID1005",
            FailureKind.InvalidArgument,
            $"The option '{option}' of '{shown}' can't be used: {why}.",
            option
        );

    internal static MigrationException SameDatabase(string shown) =>
        new(
            "PID1006",
            FailureKind.InvalidArgument,
            $"Source and target are the same database ({shown}). Name two different ones.",
            shown
        );

    internal static MigrationException OptionFileUnreadable(string path, string why) =>
        new("PID1007", FailureKind.InvalidArgument, $"The option file '{path}' can't be read: {why}.", path);

    /// <summary>PID1008: a path that leads to no file.</summary>
    public static MigrationException BadPath(string path, string why) =>
        new(
            "PID1008",
            FailureKind.InvalidArgument,
            $"The path '{path}' leads to no file: {why} Give a path on a drive of files, or go to one with Set-Location.",
            path
        );

    // PID11xx: reaching it

    internal static MigrationException HostNotFound(string host, string shown, Exception inner) =>
        new(
            "PID1101",
            FailureKind.ConnectionError,
            $"No host is called '{host}' ({shown}). Check the name.",
            shown,
            inner
        );

    internal static MigrationException NotListening(string where, string shown, Exception inner) =>
        new(
            "PID1102",
            FailureKind.ConnectionError,
            $"Nothing answers at {where} ({shown}). Check the port, and that the server runs and listens there.",
            shown,
            inner
        );

    internal static MigrationException WrongPassword(string user, string shown, bool passwordGiven, Exception inner) =>
        new(
            "PID1103",
            FailureKind.AuthenticationError,
            passwordGiven
                ? $"The server doesn't accept the user '{user}' with that password ({shown}). Check both."
                : $"The server wants a password for the user '{user}' ({shown}). Give one with -SourceCredential or -TargetCredential, in .pgpass, or in an option file.",
            shown,
            inner
        );

    internal static MigrationException NoSuchDatabase(string database, string shown, Exception inner) =>
        new(
            "PID1104",
            FailureKind.ObjectNotFound,
            $"The server has no database '{database}' ({shown}). Check the name, or create it.",
            shown,
            inner
        );

    internal static MigrationException TlsFailed(string shown, string why, Exception inner) =>
        new(
            "PID1105",
            FailureKind.ConnectionError,
            $"No verified encrypted connection could be made ({shown}): {why} Install the server's CA certificate and name it with ?sslrootcert=FILE, or, if you accept the risk, add ?sslmode=require.",
            shown,
            inner
        );

    internal static MigrationException ConnectionLost(string shown, string why, Exception inner) =>
        new(
            "PID1106",
            FailureKind.ConnectionError,
            $"The connection to {shown} broke: {why} What was committed stays; Copy-PidModel -Resume goes on behind it.",
            shown,
            inner
        );

    internal static MigrationException ConnectTimeout(string shown, Exception inner) =>
        new(
            "PID1107",
            FailureKind.OperationTimeout,
            $"{shown} did not answer in time. Check the address and the network between here and there.",
            shown,
            inner
        );

    internal static MigrationException NoSuchFile(string path) =>
        new(
            "PID1108",
            FailureKind.ObjectNotFound,
            $"There is no SQLite file '{path}'. Check the path; a target has to exist too, with its tables (Django: manage.py migrate).",
            path
        );

    internal static MigrationException NotSqlite(string path, Exception inner) =>
        new("PID1109", FailureKind.InvalidData, $"'{path}' is no SQLite database. Check the path.", path, inner);

    internal static MigrationException ConnectFailed(string shown, string why, Exception inner) =>
        new("PID1110", FailureKind.ConnectionError, $"{shown} can't be opened: {why}", shown, inner);

    internal static MigrationException UnfinishedFile(string shown, string path, Exception inner) =>
        new(
            "PID1112",
            FailureKind.ConnectionError,
            $"{shown}: a program that wrote this file died in the middle of a transaction, and who only reads can't roll that back. Open it once for writing (sqlite3 '{path}' 'SELECT count(*) FROM sqlite_master'; a target: Copy-PidModel -Resume), then run this again.",
            shown,
            inner
        );

    internal static MigrationException NotEncrypted(string shown) =>
        new(
            "PID1111",
            FailureKind.ConnectionError,
            $"The server offers no encrypted connection ({shown}). Turn TLS on there, or, if you accept the risk, add ?sslmode=disable.",
            shown
        );

    // PID14xx: parameters

    internal static MigrationException BadBatchSize(long size) =>
        new(
            "PID1401",
            FailureKind.InvalidArgument,
            string.Create(
                CultureInfo.InvariantCulture,
                $"-BatchSize {size} moves nothing. Give the number of rows of one transaction, 1 or more, or leave it out."
            ),
            size
        );

    internal static MigrationException BadWhere(string model, string side, string where, string why, Exception inner) =>
        new(
            "PID1402",
            FailureKind.InvalidArgument,
            $"{model}: the {side} can't use -Where \"{where.ReplaceLineEndings(" ")}\": {why} Give one condition that only reads, as it stands behind WHERE.",
            model,
            inner
        );

    internal static MigrationException BadSince(string model, string since, string why) =>
        new("PID1403", FailureKind.InvalidArgument, $"{model}: -Since {since} can't be used: {why}", model);

    /// <summary>PID1406: the one keeps what the other deletes.</summary>
    public static MigrationException SinceClears() =>
        new(
            "PID1406",
            FailureKind.InvalidArgument,
            "-Since adds to the rows that the target holds, -ClearTarget deletes them. Leave one of the two out."
        );

    /// <summary>PID1407: the one goes on with what the other deletes.</summary>
    public static MigrationException ResumeClears() =>
        new(
            "PID1407",
            FailureKind.InvalidArgument,
            "-Resume goes on with the rows that are there, -ClearTarget deletes them. Leave one of the two out."
        );

    internal static MigrationException BadAllowance(string text, string names) =>
        new(
            "PID1404",
            FailureKind.InvalidArgument,
            $"-Allow '{text}' names nothing that can be allowed. There are: {names}; for one column alone write model.column=name.",
            text
        );

    internal static MigrationException RejectsUnwritable(string path, string why, Exception inner) =>
        new(
            "PID1405",
            FailureKind.InvalidArgument,
            $"The rejects file '{path}' can't be written: {why} Name another one with -RejectsPath.",
            path,
            inner
        );

    // PID15xx: the target holds rows

    /// <summary>PID1501: rows are in the way, and nobody can be asked.</summary>
    public static MigrationException TargetHoldsRows(string model, long rows, string shown) =>
        new(
            "PID1501",
            FailureKind.InvalidOperation,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target holds {rows:N0} rows already ({shown}), and nobody can be asked. Add -ClearTarget -Confirm:$false to delete them first, or -Since to add only what is new."
            ),
            model
        );

    internal static MigrationException ParentNotCopied(string model, string parent, string why) =>
        new(
            "PID1502",
            FailureKind.InvalidOperation,
            $"{model} refers to {parent}, which {why}. Copy {parent} too, or add -WithoutParent to copy against the rows the target has.",
            model
        );

    /// <summary>PID1503: other rows refer to those that would go.</summary>
    public static MigrationException ClearBlocked(string model, string dependents, string shown) =>
        new(
            "PID1503",
            FailureKind.InvalidOperation,
            $"{model} can't be cleared: {dependents} in the target refer to it ({shown}). Clear those too, or add -LeaveDangling to leave their references dangling.",
            model
        );

    internal static MigrationException ClearFollowed(string model, string dependents, string shown) =>
        new(
            "PID1510",
            FailureKind.InvalidOperation,
            $"{model} can't be cleared: with its rows the target would delete or change {dependents}, which refer to them (ON DELETE), and which are not among the chosen models ({shown}). Choose those too, or connect as a user who may set session_replication_role.",
            model
        );

    /// <summary>PID1504: a question that nobody can answer.</summary>
    public static MigrationException CannotAsk(string question) =>
        new(
            "PID1504",
            FailureKind.InvalidOperation,
            $"Nobody can be asked: \"{question}\". Add -Confirm:$false to say yes in a script."
        );

    // PID16xx: moving rows

    internal static MigrationException LoadFailed(
        string model,
        string where,
        string why,
        Exception? inner = null,
        int? row = null
    ) =>
        new(
            "PID1601",
            FailureKind.WriteError,
            $"{model}: the target refused {where}: {why} That batch was rolled back; what was committed before it stays. Mend the row or the target, then go on with Copy-PidModel -Resume.",
            model,
            inner
        )
        {
            Row = row,
            Reason = $"{where}: {why}",
        };

    internal static MigrationException ShortBatch(string model, long sent, long arrived) =>
        new(
            "PID1602",
            FailureKind.WriteError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: of a batch of {sent:N0} rows {arrived:N0} arrived. The batch was rolled back; what was committed before it stays."
            ),
            model
        );

    internal static MigrationException Orphans(string model, string description) =>
        new(
            "PID1603",
            FailureKind.InvalidData,
            $"{model}: {description}. Copy the missing rows too, then compare.",
            model
        );

    internal static MigrationException ReadFailed(string model, string why, Exception inner) =>
        new(
            "PID1604",
            FailureKind.ReadError,
            $"{model}: the source failed while it was read: {why} What was committed stays; Copy-PidModel -Resume goes on behind it.",
            model,
            inner
        );

    internal static MigrationException ClearFailed(string model, string why, Exception inner) =>
        new("PID1605", FailureKind.WriteError, $"{model}: the target's rows could not be deleted: {why}", model, inner);

    internal static MigrationException CountFailed(string model, string why, Exception inner) =>
        new("PID1606", FailureKind.ReadError, $"{model}: the rows could not be counted: {why}", model, inner);

    internal static MigrationException BadValue(string model, string column, string key, string value, string why) =>
        new(
            "PID1607",
            FailureKind.InvalidData,
            $"{model}: column '{column}' of the row {key} holds {value}, which {why}. Mend it in the source, then run the command again.",
            model
        )
        {
            Reason = $"column '{column}' holds {value}, which {why}.",
        };

    /// <summary>The code of <see cref="Stopped"/>.</summary>
    internal const string StoppedCode = "PID1608";

    /// <summary>PID1608: the user stopped it.</summary>
    public static MigrationException Stopped(string model, long rows) =>
        new(
            StoppedCode,
            FailureKind.OperationStopped,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: stopped. {rows:N0} rows are committed; Copy-PidModel -Resume goes on behind them."
            ),
            model
        );

    internal static MigrationException TargetFull(string shown, string why, Exception inner) =>
        new(
            "PID1609",
            FailureKind.WriteError,
            $"The target {shown} has no room left: {why} Make room there; what was committed stays, and Copy-PidModel -Resume goes on behind it.",
            shown,
            inner
        );

    /// <summary>The code of <see cref="Rejected"/>.</summary>
    internal const string RejectedCode = "PID1610";

    internal static MigrationException Rejected(string model, long rows, string path) =>
        new(
            RejectedCode,
            FailureKind.WriteError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target refused {rows:N0} rows; they are in '{path}', with the reason of each. All others are committed."
            ),
            model
        );

    internal static MigrationException LoadStays(string model, string why, Exception inner) =>
        new(
            "PID1611",
            FailureKind.WriteError,
            $"{model}: the target refused {why} Its table can't roll anything back, and holds a part of the rows. Fix the row or the target, then run Copy-PidModel -Resume, which deletes them and copies the model again.",
            model,
            inner
        );

    // PID17xx: sequences

    internal static MigrationException CounterFailed(string counter, string why, Exception inner) =>
        new("PID1702", FailureKind.WriteError, $"The counter {counter} could not be raised: {why}", counter, inner);

    internal static MigrationException MayNotRaise(string counter, string shown, string why, Exception inner) =>
        new(
            "PID1701",
            FailureKind.PermissionDenied,
            $"The user may not raise the counter {counter} in {shown}: {why} Grant ALTER on its table (MySQL, MariaDB), or on the sequence SELECT and INSERT (MariaDB) or SELECT and UPDATE (PostgreSQL).",
            counter,
            inner
        );

    internal static MigrationException CounterEnds(string counter, BigInteger wanted, string what, BigInteger end) =>
        new(
            "PID1704",
            FailureKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The counter {counter} has to reach {wanted}, and {what} ends at {end}. Widen it in the target before anything new is written; nothing was changed."
            ),
            counter
        );

    internal static MigrationException CounterBelow(string counter, BigInteger wanted, BigInteger arrived) =>
        new(
            "PID1703",
            FailureKind.WriteError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The counter {counter} stands at {arrived} after it was set to {wanted}. Set it by hand before anything new is written."
            ),
            counter
        );

    // PID18xx: comparing and repairing

    internal static MigrationException CompareFailed(string model, string shown, string why, Exception inner) =>
        new(
            "PID1801",
            FailureKind.ReadError,
            $"{model}: {shown} failed while its rows were compared: {why} Nothing was changed; run the command again.",
            model,
            inner
        );

    internal static MigrationException OrderDiffers(string model, string key) =>
        new(
            "PID1802",
            FailureKind.InvalidData,
            $"{model}: rows don't come in the order of their keys near {key}, so the two sides can't be compared row by row. A key that isn't unique, or a damaged index, does that: check the table (REINDEX, CHECK TABLE).",
            model
        );

    internal static MigrationException TargetMoved(string model, long wanted, long touched) =>
        new(
            "PID1803",
            FailureKind.InvalidOperation,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: of {wanted:N0} rows that were to be changed {touched:N0} are still in the target as they were compared: something else writes there. That batch was rolled back; stop the application, then run the command again."
            ),
            model
        );

    internal static MigrationException CannotUpdate(string model, string table) =>
        new(
            "PID1805",
            FailureKind.InvalidOperation,
            $"{model}: the changed rows of {table} can't be updated, as a column beside the key is GENERATED ALWAYS, and deleting and inserting them would do more than that. Repair the column's definition, or copy the model again.",
            model
        );

    internal static MigrationException NotVerified(string model, long missing, long extra, long changed) =>
        new(
            "PID1804",
            FailureKind.InvalidData,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model}: the target is not what was copied: {missing:N0} rows are missing, {extra:N0} extra, {changed:N0} changed. Compare-PidModel {model} -Detailed names them, Sync-PidModel {model} repairs them."
            ),
            model
        );

    internal static MigrationException UpdateFollowed(string model, string child, string shown) =>
        new(
            "PID1807",
            FailureKind.InvalidOperation,
            $"{model}: with the values to be changed the target would change rows of {child}, which refer to them (ON UPDATE) ({shown}). Nothing of that batch was changed. Connect as a user who may set session_replication_role, or change the key by hand.",
            model
        );

    internal static MigrationException DeleteFollowed(string model, string child, string shown) =>
        new(
            "PID1806",
            FailureKind.InvalidOperation,
            $"{model}: with the rows to be deleted the target would delete or change rows of {child}, which refer to them (ON DELETE) ({shown}). Nothing of that batch was deleted. Sync {child} first, or connect as a user who may set session_replication_role.",
            model
        );

    private static string Capital(string side) => char.ToUpperInvariant(side[0]) + side[1..];
}
