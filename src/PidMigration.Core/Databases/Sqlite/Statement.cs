using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>A prepared statement of the C interface. Source: sqlite.org/c3ref/intro.html.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;

    private Statement(sqlite3 database, sqlite3_stmt handle)
    {
        _database = database;
        Handle = handle;
    }

    public sqlite3_stmt Handle { get; }

    /// <summary>Prepares one statement; what else the text may hold is refused, not left out.</summary>
    public static Statement Prepare(SqliteConnection connection, string sql)
    {
        var database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(database, sql, out var handle, out var tail),
            database
        );
        if (tail.AsSpan().Trim(" \t\r\n;").Length > 0)
        {
            handle.Dispose();
            throw new SqliteException("It contains a second statement.", raw.SQLITE_ERROR);
        }

        return new Statement(database, handle);
    }

    /// <summary>Runs on; true at a row, false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(Handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, _database);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Makes it ready to run again; an error of the last run was reported by <see cref="Step"/>.</summary>
    public void Reset() => raw.sqlite3_reset(Handle);

    public void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);

    public void Dispose() => Handle.Dispose();
}
