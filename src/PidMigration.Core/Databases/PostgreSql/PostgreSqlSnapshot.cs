using System.Data.Common;
using Npgsql;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// One instant of a PostgreSQL database: a repeatable-read transaction that exports its snapshot, and readers on
/// connections of their own that take it up. Source: PostgreSQL 15 manual, 9.27.5, Snapshot Synchronization Functions.
/// </summary>
internal sealed class PostgreSqlSnapshot : Snapshot
{
    private PostgreSqlSnapshot(
        NpgsqlConnection connection,
        Func<NpgsqlConnection> open,
        string name,
        string position,
        Database database
    )
        : base(new FixedConnectionPool(connection), new GrowingConnectionPool(() => Enter(open(), name)), database) =>
        Position = position;

    /// <inheritdoc/>
    public override string? Position { get; }

    /// <inheritdoc/>
    protected override bool SurvivesStatementErrors => false;

    public static async Task<PostgreSqlSnapshot> BeginAsync(
        NpgsqlConnection connection,
        Func<NpgsqlConnection> open,
        Database database,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        // Rows are counted where they lie, and read in the order of an index: one that lacks some shows in the
        // difference.
        command.CommandText = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL enable_indexonlyscan = off";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        // The transactions that are visible in it: every transaction that writes has a number of its own.
        command.CommandText = "SELECT pg_export_snapshot(), txid_current_snapshot()::text";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new PostgreSqlSnapshot(connection, open, reader.GetString(0), reader.GetString(1), database);
    }

    /// <inheritdoc/>
    protected override async Task ParseAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        // An error would end the transaction, and the snapshot with it.
        const string Savepoint = "pidmigration";
        await connection.ExecuteAsync($"SAVEPOINT {Savepoint}", cancellationToken).ConfigureAwait(false);
        try
        {
            // A batch's command goes by the extended protocol as it is: the server refuses to parse two statements as
            // one. PostgreSQL 15 manual, 55.2.3, Extended Query.
            await using var batch = new NpgsqlBatch((NpgsqlConnection)connection)
            {
                BatchCommands = { new NpgsqlBatchCommand("EXPLAIN " + sql) },
            };
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NotSupportedException e)
        {
            throw new NpgsqlException("It contains a semicolon.", e);
        }
        finally
        {
            await connection.ExecuteAsync($"ROLLBACK TO {Savepoint}", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override RowReader OpenReader(
        ConnectionLease lease,
        ReadPlan plan,
        CancellationToken cancellationToken
    ) =>
        new PostgreSqlRowReader(
            lease,
            $"COPY ({plan.ToSql(Dialect)}) TO STDOUT",
            [.. plan.Columns.Select(c => c.Kind == Catalog.ValueKind.Bytes)]
        );

    /// <summary>Takes a connection into the snapshot, where it stays for one reader after the other.</summary>
    private static NpgsqlConnection Enter(NpgsqlConnection connection, string name)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '{name}'";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
