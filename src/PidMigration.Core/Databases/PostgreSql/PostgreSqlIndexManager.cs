using System.Globalization;
using Npgsql;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;
using PidMigration.Failures;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// The indexes of a PostgreSQL table, as the server's own functions define them. Taking off is one transaction, and
/// where the table is empty it is rehearsed there first: all off, all back, and compared. Foreign keys are dropped
/// only where our session can't switch them off; declaring them again looks at every row.
/// </summary>
internal sealed class PostgreSqlIndexManager(NpgsqlConnection connection, Dialect dialect, bool withForeignKeys)
    : IndexManager
{
    /// <summary>
    /// Room for the sort of one index. The server's default is 64 MB; a session of ours builds one index at a time.
    /// </summary>
    private const string Memory = "128MB";

    /// <inheritdoc/>
    public override async Task<IndexInventory> ReadAsync(TableName table, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        var id = await FindAsync(table, cancellationToken).ConfigureAwait(false);
        var (all, kept) = await ReadAsync(table, id, cancellationToken).ConfigureAwait(false);
        var missing = (await RowsAsync(IndexQueries.Rights, id, cancellationToken).ConfigureAwait(false))[0][0];
        if (missing.Length > 0)
            return IndexInventory.None(table, missing, kept);
        var names = kept.Select(k => k.Name).ToHashSet();
        return new IndexInventory(table, [.. all.Where(d => !names.Contains(d.Name))], kept, null);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<IndexDefinition>> DropAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var id = await FindAsync(table, cancellationToken).ConfigureAwait(false);
            await connection
                .ExecuteAsync($"LOCK TABLE {dialect.Quote(table)} IN ACCESS EXCLUSIVE MODE", cancellationToken)
                .ConfigureAwait(false);
            var there = MatchAll(
                definitions,
                (await ReadAsync(table, id, cancellationToken).ConfigureAwait(false)).All
            );
            if (await IsEmptyAsync(id, cancellationToken).ConfigureAwait(false))
                await RehearseAsync(table, id, there, transaction, cancellationToken).ConfigureAwait(false);
            foreach (var d in TakingOrder(there))
                await connection.ExecuteAsync(d.Drop, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return there;
        }
        catch (PostgresException e) when (IsOurs(e))
        {
            throw LedgerErrors.NotTakenOff(table.ToString(), Reason(e), e);
        }
    }

    /// <inheritdoc/>
    public override async Task<RestoreResult> RestoreAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        List<IndexDefinition> found,
            other;
        await using (var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false))
        {
            var id = await FindAsync(table, cancellationToken).ConfigureAwait(false);
            (found, other) = Match(
                definitions,
                (await ReadAsync(table, id, cancellationToken).ConfigureAwait(false)).All
            );
        }

        var failed = other
            .Select(d => (d, LedgerErrors.DefinitionChanged(table.ToString(), d.Name, d.Create)))
            .ToList();
        var created = new List<IndexDefinition>();
        foreach (var d in definitions.Except(found).Except(other).OrderBy(d => d.Kind == IndexKind.ForeignKey))
            try
            {
                await using var transaction = await BeginAsync(cancellationToken).ConfigureAwait(false);
                await SearchNothingAsync(cancellationToken).ConfigureAwait(false);
                await connection
                    .ExecuteAsync(
                        $"SET LOCAL maintenance_work_mem = '{Memory}'; SET LOCAL default_tablespace = ''; {d.Create}",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                created.Add(d);
            }
            catch (PostgresException e) when (IsOurs(e))
            {
                failed.Add(
                    (
                        d,
                        e.SqlState switch
                        {
                            PostgresErrorCodes.UniqueViolation => LedgerErrors.NotUnique(
                                table.ToString(),
                                d.Name,
                                Reason(e),
                                d.Create
                            ),
                            PostgresErrorCodes.ForeignKeyViolation => LedgerErrors.KeyPointsNowhere(
                                table.ToString(),
                                d.Name,
                                Reason(e),
                                d.Create
                            ),
                            _ => LedgerErrors.NotRebuilt(table.ToString(), d.Name, Reason(e), d.Create, e),
                        }
                    )
                );
            }

        return new RestoreResult(created, found, failed, []);
    }

    /// <summary>
    /// Everything off and back again, then undone. Of an empty table that takes no time, and shows that it can be done.
    /// </summary>
    private async Task RehearseAsync(
        TableName table,
        uint id,
        List<IndexDefinition> definitions,
        NpgsqlTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        const string Before = "rehearsal";
        await transaction.SaveAsync(Before, cancellationToken).ConfigureAwait(false);
        foreach (var d in TakingOrder(definitions))
            await connection.ExecuteAsync(d.Drop, cancellationToken).ConfigureAwait(false);
        foreach (var d in definitions)
            await connection
                .ExecuteAsync("SET LOCAL default_tablespace = ''; " + d.Create, cancellationToken)
                .ConfigureAwait(false);
        var (_, changed) = Match(
            definitions,
            (await ReadAsync(table, id, cancellationToken).ConfigureAwait(false)).All
        );
        await transaction.RollbackAsync(Before, cancellationToken).ConfigureAwait(false);
        if (changed.Count > 0)
            throw LedgerErrors.NotTakenOff(table.ToString(), $"{changed[0].Name} could not be restored exactly.");
    }

    private static IEnumerable<IndexDefinition> TakingOrder(IEnumerable<IndexDefinition> definitions) =>
        definitions.OrderBy(d => d.Kind != IndexKind.ForeignKey);

    private async Task<(List<IndexDefinition> All, List<(string Name, string Why)> Kept)> ReadAsync(
        TableName table,
        uint id,
        CancellationToken cancellationToken
    )
    {
        await SearchNothingAsync(cancellationToken).ConfigureAwait(false);
        var name = (await RowsAsync("SELECT $1::regclass::text", id, cancellationToken).ConfigureAwait(false))[0][0];
        var (all, kept) = (new List<IndexDefinition>(), new List<(string, string)>());
        foreach (var r in await RowsAsync(IndexQueries.Indexes, id, cancellationToken).ConfigureAwait(false))
        {
            var unique = r[2] == "1";
            all.Add(
                new IndexDefinition
                {
                    Kind = unique ? IndexKind.UniqueIndex : IndexKind.Index,
                    Name = r[0],
                    Table = table,
                    Columns = Lines(r[6]),
                    Create = r[4],
                    Drop =
                        r[3].Length > 0
                            ? $"ALTER TABLE ONLY {name} DROP CONSTRAINT {dialect.Quote(r[3])}"
                            : $"DROP INDEX {r[1]}.{dialect.Quote(r[0])}",
                }
            );
            if (r[5].Length > 0)
                kept.Add((r[0], r[5]));
        }

        foreach (
            var r in withForeignKeys
                ? await RowsAsync(IndexQueries.ForeignKeys, id, cancellationToken).ConfigureAwait(false)
                : []
        )
        {
            all.Add(
                new IndexDefinition
                {
                    Kind = IndexKind.ForeignKey,
                    Name = r[0],
                    Table = table,
                    Columns = Lines(r[3]),
                    Create = r[1],
                    Drop = $"ALTER TABLE {name} DROP CONSTRAINT {dialect.Quote(r[0])}",
                }
            );
            if (r[2].Length > 0)
                kept.Add((r[0], r[2]));
        }

        return (all, kept);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    private async Task<NpgsqlTransaction> BeginAsync(CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>With the session's own search path, which finds the table; afterwards it finds nothing.</summary>
    private async Task<uint> FindAsync(TableName table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT $1::regclass::oid::bigint", connection)
        {
            Parameters = { new() { Value = dialect.Quote(table) } },
        };
        return Convert.ToUInt32(
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture
        );
    }

    private Task<int> SearchNothingAsync(CancellationToken cancellationToken) =>
        connection.ExecuteAsync("SET LOCAL search_path = ''", cancellationToken);

    private async Task<bool> IsEmptyAsync(uint id, CancellationToken cancellationToken)
    {
        var name = (await RowsAsync("SELECT $1::regclass::text", id, cancellationToken).ConfigureAwait(false))[0][0];
        await using var command = new NpgsqlCommand($"SELECT 1 FROM {name} LIMIT 1", connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is null;
    }

    private async Task<List<string[]>> RowsAsync(string sql, uint id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new() { Value = id, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add([
                .. Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i =>
                        reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!
                    ),
            ]);
        return rows;
    }

    private static bool IsOurs(PostgresException e) =>
        new PostgreSqlExceptionTranslator().Classify(e) is not (FailureCause.Cancelled or FailureCause.ConnectionLost);

    private static string Reason(PostgresException e) => new PostgreSqlExceptionTranslator().Reason(e);
}
