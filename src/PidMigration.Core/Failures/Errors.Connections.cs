namespace PidMigration.Failures;

/// <content>Which databases (PID10xx), and connecting to them (PID11xx).</content>
public static partial class Errors
{
    // PID10xx: addresses

    /// <summary>PID1001: neither the command, the session nor the environment names the database.</summary>
    public static MigrationException NoDatabase(string side) =>
        new(
            "PID1001",
            FailureKind.InvalidArgument,
            $"No {side} database is set. Run Connect-PidMigration -Source URL -Target URL, pass "
                + $"-{char.ToUpperInvariant(side[0]) + side[1..]}, or set the environment variable "
                + $"PIDMIGRATION_{side.ToUpperInvariant()}."
        );

    internal static MigrationException BadAddress(string shown, string why, string examples) =>
        new(
            "PID1002",
            FailureKind.InvalidArgument,
            $"'{shown}' is not a valid database address: {why}. Use {examples}.",
            shown
        );

    internal static MigrationException UnknownScheme(string scheme, string shown, string prefixes) =>
        new(
            "PID1003",
            FailureKind.InvalidArgument,
            $"'{scheme}://' in '{shown}' is not supported. Use {prefixes}.",
            shown
        );

    internal static MigrationException AmbiguousConnectionString(string prefixes) =>
        new(
            "PID1004",
            FailureKind.InvalidArgument,
            $"The connection string fits more than one kind of database. Put {prefixes} in front of it, or use a URL."
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
            $"Source and target are the same database ({shown}). Use two different ones.",
            shown
        );

    internal static MigrationException OptionFileUnreadable(string path, string why) =>
        new(
            "PID1007",
            FailureKind.InvalidArgument,
            $"The option file '{path}' can't be read: {why}. Check its path and permissions.",
            path
        );

    /// <summary>PID1008: a path that isn't on a drive of the file system.</summary>
    public static MigrationException BadPath(string path, string why) =>
        new(
            "PID1008",
            FailureKind.InvalidArgument,
            $"The path '{path}' is not a file path: {why} Use a path on a file system drive, or "
                + "change to one with Set-Location.",
            path
        );

    // PID11xx: connections

    internal static MigrationException HostNotFound(string host, string shown, Exception inner) =>
        new(
            "PID1101",
            FailureKind.ConnectionError,
            $"The host name '{host}' could not be resolved ({shown}). Check the name.",
            shown,
            inner
        );

    internal static MigrationException NotListening(string address, string shown, Exception inner) =>
        new(
            "PID1102",
            FailureKind.ConnectionError,
            $"No server is listening at {address} ({shown}). Check the port, and that the server is " + "running.",
            shown,
            inner
        )
        {
            // A server that is being restarted refuses for a while.
            IsTransient = true,
        };

    internal static MigrationException WrongPassword(string user, string shown, bool passwordGiven, Exception inner) =>
        new(
            "PID1103",
            FailureKind.AuthenticationError,
            passwordGiven
                ? $"The server rejected the user name '{user}' or the password ({shown}). Check both."
                : $"The server requires a password for user '{user}' ({shown}). Supply it with "
                    + "-SourceCredential or -TargetCredential, in .pgpass, or in an option file.",
            shown,
            inner
        );

    internal static MigrationException NoSuchDatabase(string database, string shown, Exception inner) =>
        new(
            "PID1104",
            FailureKind.ObjectNotFound,
            $"The server has no database '{database}' ({shown}). Check the name, or create the " + "database.",
            shown,
            inner
        );

    internal static MigrationException TlsFailed(string shown, string why, Exception inner) =>
        new(
            "PID1105",
            FailureKind.ConnectionError,
            $"The encrypted connection could not be verified ({shown}): {why} Add ?sslrootcert=FILE "
                + "with the server's CA certificate or, if you accept the risk, ?sslmode=require.",
            shown,
            inner
        );

    internal static MigrationException ConnectionLost(string shown, string why, Exception inner) =>
        new(
            "PID1106",
            FailureKind.ConnectionError,
            $"The connection to {shown} was lost: {why} Committed rows are kept; run Copy-PidModel "
                + "-Resume to continue after the last committed row.",
            shown,
            inner
        )
        {
            IsTransient = true,
        };

    internal static MigrationException ConnectTimeout(string shown, Exception inner) =>
        new(
            "PID1107",
            FailureKind.OperationTimeout,
            $"{shown} did not answer in time. Check the address and the network.",
            shown,
            inner
        )
        {
            IsTransient = true,
        };

    internal static MigrationException NoSuchFile(string path) =>
        new(
            "PID1108",
            FailureKind.ObjectNotFound,
            $"The SQLite file '{path}' does not exist. Check the path. A target must exist, with its "
                + "tables (Django: manage.py migrate).",
            path
        );

    internal static MigrationException NotSqlite(string path, Exception inner) =>
        new("PID1109", FailureKind.InvalidData, $"'{path}' is not a SQLite database. Check the path.", path, inner);

    internal static MigrationException ConnectFailed(string shown, string why, Exception inner) =>
        new("PID1110", FailureKind.ConnectionError, $"{shown} can't be opened: {why}", shown, inner);

    internal static MigrationException NotEncrypted(string shown) =>
        new(
            "PID1111",
            FailureKind.ConnectionError,
            $"The server does not offer encryption ({shown}). Enable TLS on the server or, if you "
                + "accept the risk, add ?sslmode=disable.",
            shown
        );

    internal static MigrationException UnfinishedFile(string shown, string path, Exception inner) =>
        new(
            "PID1112",
            FailureKind.ConnectionError,
            $"{shown} contains an unfinished transaction of a program that was killed, which a reader "
                + $"can't roll back. Open the file once for writing (sqlite3 '{path}' 'SELECT count(*) FROM "
                + "sqlite_master'; a target: Copy-PidModel -Resume), then run the command again.",
            shown,
            inner
        );
}
