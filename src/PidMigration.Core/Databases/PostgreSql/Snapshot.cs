using System.Data;
using Npgsql;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// One instant of a PostgreSQL database: a repeatable-read transaction that exports its snapshot, and readers on connections of
/// their own that take it up. Source: PostgreSQL 15 manual, 9.27.5, Snapshot Synchronization Functions.
/// </summary>
internal sealed class Snapshot : Databases.Snapshot
{
    private readonly Func<Task<NpgsqlConnection>> _open;
    private readonly string _name;

    private Snapshot(NpgsqlConnection connection, Func<Task<NpgsqlConnection>> open, string name, string position, Databases.Dialect dialect)
        : base(connection, dialect)
    {
        _open = open;
        _name = name;
        Position = position;
    }

    /// <inheritdoc/>
    public override string? Position { get; }

    /// <inheritdoc/>
    public override bool ReadsInParallel => true;

    public static async Task<Snapshot> BeginAsync(
        NpgsqlConnection connection, Func<Task<NpgsqlConnection>> open, Databases.Dialect dialect, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        // The transactions that are visible in it: every transaction that writes has a number of its own.
        command.CommandText = "SELECT pg_export_snapshot(), txid_current_snapshot()::text";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new Snapshot(connection, open, reader.GetString(0), reader.GetString(1), dialect);
    }

    /// <inheritdoc/>
    public override async Task<Rows.RowReader> OpenReaderAsync(ReadPlan plan, CancellationToken cancellationToken)
    {
        var connection = await _open().ConfigureAwait(false);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '{_name}'";
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            var isBytes = plan.Columns.Select(c => c.Kind == Catalog.ValueKind.Bytes).ToArray();
            return await RowReader.StartAsync(connection, $"COPY ({plan.ToSql(Dialect)}) TO STDOUT", isBytes, connection.DisposeAsync, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
