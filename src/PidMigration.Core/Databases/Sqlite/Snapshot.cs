using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>One instant of a SQLite file: a read transaction, held open. Source: sqlite.org/lang_transaction.html.</summary>
internal sealed class Snapshot : Databases.Snapshot
{
    private readonly SqliteConnection _connection;

    private Snapshot(SqliteConnection connection, string? position, Databases.Dialect dialect)
        : base(connection, dialect) => (_connection, Position) = (connection, position);

    /// <inheritdoc/>
    public override string? Position { get; }

    public static Snapshot Begin(SqliteConnection connection, Databases.Dialect dialect)
    {
        var before = PositionOf(connection.DataSource);
        using var command = connection.CreateCommand();
        // BEGIN alone waits for the first read; that read fixes the instant.
        command.CommandText = "BEGIN; SELECT count(*) FROM sqlite_master";
        command.ExecuteScalar();
        var after = PositionOf(connection.DataSource);
        return new Snapshot(connection, before == after ? before : null, dialect);
    }

    /// <inheritdoc/>
    public override Task<Rows.RowReader> OpenReaderAsync(ReadPlan plan, CancellationToken cancellationToken) =>
        Task.FromResult<Rows.RowReader>(new RowReader(Statement.Prepare(_connection, plan.ToSql(Dialect)), plan));

    /// <summary>The lengths and the moments of the last writes of the file and of its log, which every transaction moves.</summary>
    private static string PositionOf(string path) => string.Join('/', new[] { path, path + "-wal" }.Select(p => new FileInfo(p))
        .Select(f => f.Exists ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{f.Length}:{f.LastWriteTimeUtc.Ticks}") : "-"));

    /// <inheritdoc/>
    protected override Task ParseAsync(string sql, CancellationToken cancellationToken)
    {
        using var statement = Statement.Prepare(_connection, sql);
        // A parameter that nobody sets is NULL, and the condition then quietly true of no row.
        if (raw.sqlite3_bind_parameter_count(statement.Handle) > 0) throw new SqliteException("It holds a parameter.", raw.SQLITE_ERROR);
        return Task.CompletedTask;
    }
}
