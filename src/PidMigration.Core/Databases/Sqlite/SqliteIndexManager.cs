using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;
using PidMigration.Failures;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// The indexes that CREATE INDEX made; those of PRIMARY KEY and UNIQUE have no text of their own, and stay. Taking off
/// is one transaction, and where the table is empty it is rehearsed there first.
/// </summary>
internal sealed class SqliteIndexManager(SqliteConnection connection, Dialect dialect) : IndexManager
{
    /// <inheritdoc/>
    public override async Task<IndexInventory> ReadAsync(TableName table, CancellationToken cancellationToken)
    {
        var kept = await TextQuery
            .ReadAsync(
                connection,
                $"SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NULL AND tbl_name = "
                    + $"{Text(table.Name)} COLLATE NOCASE ORDER BY rowid",
                cancellationToken
            )
            .ConfigureAwait(false);
        return new IndexInventory(
            table,
            await PresentAsync(table, cancellationToken).ConfigureAwait(false),
            [.. kept.Select(k => (k[0], "it was created with its table"))],
            null
        );
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<IndexDefinition>> DropAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = connection.BeginTransaction();
        var there = MatchAll(definitions, await PresentAsync(table, cancellationToken).ConfigureAwait(false));
        if (there.Count == 0)
            return there;
        try
        {
            if (
                (
                    await TextQuery
                        .ReadAsync(connection, $"SELECT 1 FROM {dialect.Rows(table)} LIMIT 1", cancellationToken)
                        .ConfigureAwait(false)
                ).Count == 0
            )
                await RehearseAsync(table, there, transaction, cancellationToken).ConfigureAwait(false);
            foreach (var d in there)
                await connection.ExecuteAsync(d.Drop, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (SqliteException e) when (IsOurs(e))
        {
            throw LedgerErrors.NotTakenOff(table.ToString(), Reason(e), e);
        }

        return there;
    }

    /// <inheritdoc/>
    public override async Task<RestoreResult> RestoreAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        var created = new List<IndexDefinition>();
        await using var transaction = connection.BeginTransaction();
        var (found, other) = Match(definitions, await PresentAsync(table, cancellationToken).ConfigureAwait(false));
        var failed = other
            .Select(d => (d, LedgerErrors.DefinitionChanged(table.ToString(), d.Name, d.Create)))
            .ToList();
        foreach (var d in definitions.Except(found).Except(other))
            try
            {
                // A statement that fails undoes itself, not the transaction.
                await connection.ExecuteAsync(d.Create, cancellationToken).ConfigureAwait(false);
                created.Add(d);
            }
            catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                failed.Add(
                    (
                        d,
                        LedgerErrors.NotUnique(
                            table.ToString(),
                            d.Name,
                            await RepeatedAsync(table, d, e, cancellationToken).ConfigureAwait(false),
                            d.Create
                        )
                    )
                );
            }
            catch (SqliteException e) when (IsOurs(e) && e.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
            {
                failed.Add((d, LedgerErrors.NotRebuilt(table.ToString(), d.Name, Reason(e), d.Create, e)));
            }

        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return new RestoreResult(created, found, failed, []);
    }

    /// <summary>
    /// Everything off and back again, then undone: it shows that each can be made here, with the collations and
    /// functions it needs.
    /// </summary>
    private async Task RehearseAsync(
        TableName table,
        List<IndexDefinition> definitions,
        SqliteTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        const string Before = "rehearsal";
        await transaction.SaveAsync(Before, cancellationToken).ConfigureAwait(false);
        foreach (var d in definitions)
            await connection.ExecuteAsync(d.Drop, cancellationToken).ConfigureAwait(false);
        foreach (var d in definitions)
            await connection.ExecuteAsync(d.Create, cancellationToken).ConfigureAwait(false);
        var (_, changed) = Match(definitions, await PresentAsync(table, cancellationToken).ConfigureAwait(false));
        await transaction.RollbackAsync(Before, cancellationToken).ConfigureAwait(false);
        if (changed.Count > 0)
            throw LedgerErrors.NotTakenOff(table.ToString(), $"{changed[0].Name} could not be restored exactly.");
    }

    private async Task<List<IndexDefinition>> PresentAsync(TableName table, CancellationToken cancellationToken)
    {
        var indexes = await TextQuery
            .ReadAsync(
                connection,
                "SELECT m.name, m.sql, l.\"unique\" FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON "
                    + "l.name = m.name "
                    + $"WHERE m.type = 'index' AND m.sql IS NOT NULL AND m.tbl_name = {Text(table.Name)} COLLATE "
                    + $"NOCASE ORDER BY m.rowid",
                cancellationToken
            )
            .ConfigureAwait(false);
        var definitions = new List<IndexDefinition>();
        foreach (var index in indexes)
        {
            // An expression has no name.
            var columns = await TextQuery
                .ReadAsync(
                    connection,
                    $"SELECT name FROM pragma_index_info({Text(index[0])}) ORDER BY seqno",
                    cancellationToken
                )
                .ConfigureAwait(false);
            definitions.Add(
                new IndexDefinition
                {
                    Kind = index[2] == "1" ? IndexKind.UniqueIndex : IndexKind.Index,
                    Name = index[0],
                    Table = table,
                    Columns = columns.All(c => c[0].Length > 0) ? [.. columns.Select(c => c[0])] : [],
                    Drop = $"DROP INDEX {dialect.Quote(index[0])}",
                    Create = index[1],
                }
            );
        }

        return definitions;
    }

    /// <summary>SQLite names the columns, not the value.</summary>
    private async Task<string> RepeatedAsync(
        TableName table,
        IndexDefinition index,
        SqliteException e,
        CancellationToken cancellationToken
    )
    {
        if (index.Columns.Count == 0)
            return Reason(e);
        var columns = dialect.QuoteList(index.Columns);
        var present = string.Join(" AND ", index.Columns.Select(c => $"{dialect.Quote(c)} IS NOT NULL"));
        var found = await TextQuery
            .ReadAsync(
                connection,
                $"SELECT {columns} FROM {dialect.Rows(table)} WHERE {present} GROUP BY {columns} HAVING count(*) "
                    + $"> 1 LIMIT 1",
                cancellationToken
            )
            .ConfigureAwait(false);
        return found.Count == 0
            ? Reason(e)
            : $"{Reason(e)} "
                + string.Join(
                    ", ",
                    index.Columns.Zip(
                        found[0],
                        (c, v) => $"{c} {Rows.DisplayValue.Format(System.Text.Encoding.UTF8.GetBytes(v))}"
                    )
                )
                + ".";
    }

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool IsOurs(SqliteException e) =>
        new SqliteExceptionTranslator().Classify(e) is not (FailureCause.Cancelled or FailureCause.ConnectionLost);

    private static string Reason(SqliteException e) => new SqliteExceptionTranslator().Reason(e);
}
