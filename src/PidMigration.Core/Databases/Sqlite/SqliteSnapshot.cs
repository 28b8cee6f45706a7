using System.Data.Common;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// One instant of a SQLite file: a read transaction, held open, and others beside it that began before anything else
/// was committed. Sources: sqlite.org/lang_transaction.html, sqlite.org/pragma.html#pragma_data_version.
/// </summary>
internal sealed class SqliteSnapshot : Snapshot
{
    private readonly ByteOrder? _encoding;

    private SqliteSnapshot(SnapshotConnectionPool sessions, string? position, ByteOrder? encoding, Database database)
        : base(sessions, sessions, database) => (Position, _encoding) = (position, encoding);

    /// <inheritdoc/>
    public override string? Position { get; }

    /// <inheritdoc/>
    protected override bool SurvivesStatementErrors => true;

    public static async Task<SqliteSnapshot> BeginAsync(
        Func<Task<SqliteConnection>> open,
        int readers,
        Database database
    )
    {
        var sessions = new List<SqliteConnection>();
        try
        {
            while (sessions.Count < readers)
                sessions.Add(await open().ConfigureAwait(false));
            var first = sessions[0];
            // It stays outside, to see whether somebody else commits while the others begin.
            await using var witness = readers > 1 ? await open().ConfigureAwait(false) : null;
            var version = witness is null ? 0 : VersionOf(witness);
            var before = PositionOf(first.DataSource);
            Start(first);
            var position = before == PositionOf(first.DataSource) ? before : null;
            foreach (var other in sessions.Skip(1))
                Start(other);
            if (witness is not null && version != VersionOf(witness))
            {
                foreach (var other in sessions.Skip(1))
                    await other.DisposeAsync().ConfigureAwait(false);
                sessions.RemoveRange(1, sessions.Count - 1);
            }

            return new SqliteSnapshot(
                new FixedConnectionPool([.. sessions]),
                position,
                StoredText.OrderOf(first),
                database
            );
        }
        catch
        {
            foreach (var session in sessions)
                await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// An index has an entry for each row, and counting either takes little time. Where rows are read in an index's
    /// order, its entries have to be the rows' as well, which only the whole check tells
    /// (sqlite.org/pragma.html#pragma_integrity_check).
    /// </remarks>
    public override async Task<string?> FindDamageAsync(Table table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        var (name, literal) = (
            Dialect.Quote(table.Name),
            "'" + table.Name.Name.Replace("'", "''", StringComparison.Ordinal) + "'"
        );
        var indexes = await QueryAsync(
                $"SELECT name FROM pragma_index_list({literal}) WHERE partial = 0",
                cancellationToken
            )
            .ConfigureAwait(false);
        // That of a table WITHOUT ROWID is the table itself.
        var counts = string.Concat(
            indexes.Select(i => $", (SELECT count(*) FROM {name} INDEXED BY {Dialect.Quote(i[0])})")
        );
        var rows = (
            await QueryAsync($"SELECT (SELECT count(*) FROM {name} NOT INDEXED){counts}", cancellationToken)
                .ConfigureAwait(false)
        )[0];
        var lacking = indexes.Where((_, i) => rows[i + 1] != rows[0]).Select(i => i[0]).ToList();
        if (lacking.Count > 0)
            return $"the index {string.Join(", ", lacking)} doesn't have exactly its {rows[0]} rows.";
        if (table.IsKeyedByRowId || table.PrimaryKey.Count == 0)
            return null;
        var found = await QueryAsync($"PRAGMA main.integrity_check({literal})", cancellationToken)
            .ConfigureAwait(false);
        // What the file has against NULLs, types and CHECKs says nothing of rows that are missing.
        return
            found
                .Select(f => f[0])
                .FirstOrDefault(f =>
                    f != "ok"
                    && !f.Contains(" value in ", StringComparison.Ordinal)
                    && !f.StartsWith("CHECK ", StringComparison.Ordinal)
                )
                is { } first
            ? first + "."
            : null;
    }

    /// <inheritdoc/>
    protected override RowReader OpenReader(
        ConnectionLease lease,
        ReadPlan plan,
        CancellationToken cancellationToken
    ) =>
        new SqliteRowReader(
            lease,
            Statement.Prepare((SqliteConnection)lease.Connection, plan.ToSql(Dialect)),
            plan,
            _encoding
        );

    private static void Start(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // BEGIN alone waits for the first read; that read fixes the instant.
        command.CommandText = "BEGIN; SELECT count(*) FROM sqlite_master";
        command.ExecuteScalar();
    }

    /// <summary>A number that changes with every commit of another connection.</summary>
    private static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>
    /// The lengths and the moments of the last writes of the file and of its log, which every transaction moves.
    /// </summary>
    private static string PositionOf(string path) =>
        string.Join(
            '/',
            new[] { path, path + "-wal" }
                .Select(p => new FileInfo(p))
                .Select(f =>
                    f.Exists
                        ? string.Create(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"{f.Length}:{f.LastWriteTimeUtc.Ticks}"
                        )
                        : "-"
                )
        );

    /// <inheritdoc/>
    protected override Task ParseAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var statement = Statement.Prepare((SqliteConnection)connection, sql);
        // A parameter that is not set is NULL, and the condition then quietly true of no row.
        if (raw.sqlite3_bind_parameter_count(statement.Handle) > 0)
            throw new SqliteException("It contains a parameter.", raw.SQLITE_ERROR);
        return Task.CompletedTask;
    }
}
