using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Databases.Indexes;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>
/// The keys of an InnoDB table, dropped and restored by one ALTER TABLE each: the server does such a statement as a
/// whole or not at all (MySQL 8.4 manual, 15.1.1; MariaDB 10.6 and later), and builds all indexes of a table in one
/// pass over its rows. Their text is the server's own, out of SHOW CREATE TABLE.
/// </summary>
internal sealed class MySqlIndexManager(MySqlConnection connection, Dialect dialect) : IndexManager
{
    // 16 MB of the server's memory for the sort, of which it takes 1 MB by default, save a quarter of its processor
    // time. MariaDB skips the comment.
    private const string Memory = " /*!80027 , SESSION innodb_ddl_buffer_size = 16777216 */";

    /// <summary>
    /// How often it is looked at what is there. The ALTER TABLE of a session whose client died runs to its end, and
    /// nothing shows that before: ours waits for it, and then it is done already.
    /// </summary>
    private const int Attempts = 4;

    // 1061 the key, 1826 or 1005 (errno 121) the foreign key is there already; the rights are looked at before that.
    private static bool IsThereAlready(MySqlException e) =>
        e.Number is 1061 or 1826 || e.Number == 1005 && e.Message.Contains("errno: 121", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override async Task<IndexInventory> ReadAsync(TableName table, CancellationToken cancellationToken)
    {
        var text = await ShowAsync(table, cancellationToken).ConfigureAwait(false);
        if (!text.Options.StartsWith("ENGINE=InnoDB", StringComparison.Ordinal))
            return IndexInventory.None(table, "it is not an InnoDB table");
        if (text.Options.Contains("WITH SYSTEM VERSIONING", StringComparison.Ordinal))
            return IndexInventory.None(table, "it is system-versioned");
        if (TableKey.All(text).Any(k => k.IsHashed))
            return IndexInventory.None(table, "it has a unique key over a long column, and can't be altered in place");
        var keys = await JudgeAsync(table, text, cancellationToken).ConfigureAwait(false);
        var droppable = keys.Droppable.Select(k => k.Define(table, dialect)).ToList();
        if (droppable.All(d => d.Kind == IndexKind.ForeignKey))
            return new IndexInventory(table, [], keys.Kept, null);
        return await ProbeAsync(table, droppable, cancellationToken).ConfigureAwait(false) is { } why
            ? IndexInventory.None(table, why, keys.Kept)
            : new IndexInventory(table, droppable, keys.Kept, null);
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<IndexDefinition>> DropAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var there = MatchAll(definitions, await PresentAsync(table, cancellationToken).ConfigureAwait(false));
            if (there.Count == 0)
                return there;
            try
            {
                // With the checks on the server refuses to drop what a foreign key of another database needs, which
                // we may not see.
                await connection
                    .ExecuteAsync("SET SESSION foreign_key_checks = 1", cancellationToken)
                    .ConfigureAwait(false);
                await AlterAsync(table, there.Select(d => d.DropClause!), true, cancellationToken)
                    .ConfigureAwait(false);
                return there;
            }
            catch (MySqlException e) when (e.Number == 1091 && attempt < Attempts)
            {
                // Gone meanwhile: see Attempts.
            }
            catch (MySqlException e) when (IsOurs(e))
            {
                throw LedgerErrors.NotTakenOff(table.ToString(), Reason(e), e);
            }
            finally
            {
                await connection
                    .ExecuteAsync("SET SESSION foreign_key_checks = 0", CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Foreign keys are declared with the checks off: with them on the server copies the whole table. They are in
    /// <see cref="RestoreResult.Unvalidated"/>.
    /// </remarks>
    public override async Task<RestoreResult> RestoreAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        await connection
            .ExecuteAsync($"SET SESSION foreign_key_checks = 0{Memory}", cancellationToken)
            .ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var (found, other) = Match(definitions, await PresentAsync(table, cancellationToken).ConfigureAwait(false));
            var rebuild = new KeyRestoreState(definitions);
            foreach (var d in other)
                rebuild.Fail(d, LedgerErrors.DefinitionChanged(table.ToString(), d.Name, d.Create));
            var missing = definitions.Where(d => !found.Contains(d) && !other.Contains(d)).ToList();
            try
            {
                await CreateAsync(table, missing, found, rebuild, attempt < Attempts, cancellationToken)
                    .ConfigureAwait(false);
                return new RestoreResult(
                    [.. missing.Where(rebuild.IsDone)],
                    found,
                    rebuild.Failed,
                    [
                        .. definitions.Where(d =>
                            d.Kind == IndexKind.ForeignKey && (found.Contains(d) || rebuild.IsDone(d))
                        ),
                    ]
                );
            }
            catch (MySqlException e) when (IsThereAlready(e))
            {
                // Back meanwhile: see Attempts.
            }
        }
    }

    /// <summary>
    /// All in one statement; without those that the server refuses by name; each by itself where it names none.
    /// </summary>
    private async Task CreateAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> missing,
        IReadOnlyList<IndexDefinition> found,
        KeyRestoreState rebuild,
        bool looksAgain,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var wanted = rebuild.Wanted(missing);
            if (wanted.Count == 0)
                return;
            try
            {
                await AlterAsync(table, rebuild.Clauses(wanted, found), false, cancellationToken).ConfigureAwait(false);
                rebuild.Done(wanted);
                return;
            }
            catch (MySqlException e) when (looksAgain && IsThereAlready(e))
            {
                throw;
            }
            catch (MySqlException e)
                when (e.Number is 1062 or 1586 && KeyRestoreState.FindOffender(wanted, e.Message) is { } blamed)
            {
                rebuild.Fail(blamed, LedgerErrors.NotUnique(table.ToString(), blamed.Name, Reason(e), blamed.Create));
            }
            catch (MySqlException e) when (IsOurs(e) && wanted.Count > 1)
            {
                foreach (var one in wanted)
                    await CreateAsync(
                            table,
                            [one],
                            [.. found, .. wanted.Where(rebuild.IsDone)],
                            rebuild,
                            looksAgain,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                return;
            }
            catch (MySqlException e) when (IsOurs(e))
            {
                rebuild.Fail(
                    wanted[0],
                    LedgerErrors.NotRebuilt(table.ToString(), wanted[0].Name, Reason(e), wanted[0].Create, e)
                );
            }
        }
    }

    /// <summary>
    /// In place where that can be; a table that can't be altered so is not touched when keys are dropped.
    /// </summary>
    private async Task AlterAsync(
        TableName table,
        IEnumerable<string> clauses,
        bool inPlaceOnly,
        CancellationToken cancellationToken
    )
    {
        var alter = $"ALTER TABLE {dialect.Quote(table)} {string.Join(", ", clauses)}";
        try
        {
            await connection.ExecuteAsync(alter + ", ALGORITHM=INPLACE", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlException e) when (!inPlaceOnly && e.Number is 1845 or 1846)
        {
            await connection.ExecuteAsync(alter, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DroppableKeys> JudgeAsync(
        TableName table,
        ShowCreateTableParser text,
        CancellationToken cancellationToken
    )
    {
        var name = MySqlHelper.EscapeString(table.Name);
        var references = await TextQuery
            .ReadAsync(
                connection,
                "SELECT TABLE_NAME, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_NAME, REFERENCED_TABLE_NAME FROM "
                    + "information_schema.REFERENTIAL_CONSTRAINTS "
                    + $"WHERE CONSTRAINT_SCHEMA = DATABASE() AND (TABLE_NAME = '{name}' OR REFERENCED_TABLE_NAME "
                    + $"= '{name}' AND UNIQUE_CONSTRAINT_SCHEMA = DATABASE())",
                cancellationToken
            )
            .ConfigureAwait(false);
        bool Is(string other) => string.Equals(other, table.Name, StringComparison.OrdinalIgnoreCase);
        return new DroppableKeys(
            text,
            [.. references.Where(r => Is(r[3])).Select(r => r[2].Length == 0 ? null : r[2])],
            [.. references.Where(r => Is(r[0]) && r[2].Length == 0).Select(r => r[1])]
        );
    }

    /// <summary>
    /// Asks for what is there already: the server looks at the user's rights to alter the table, and to refer to
    /// others, before it refuses. Returns what it says against it.
    /// </summary>
    private async Task<string?> ProbeAsync(
        TableName table,
        IReadOnlyList<IndexDefinition> definitions,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await AlterAsync(table, definitions.Select(d => d.CreateClause!), true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MySqlException e) when (IsOurs(e))
        {
            return IsThereAlready(e) ? null : Reason(e);
        }

        throw new InvalidOperationException($"{table} took a second key of the same name.");
    }

    private async Task<IEnumerable<IndexDefinition>> PresentAsync(
        TableName table,
        CancellationToken cancellationToken
    ) =>
        TableKey
            .All(await ShowAsync(table, cancellationToken).ConfigureAwait(false))
            .Where(k => k.Kind != TableKeyKind.Primary)
            .Select(k => k.Define(table, dialect));

    private async Task<ShowCreateTableParser> ShowAsync(TableName table, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("SET SESSION sql_quote_show_create = 1", cancellationToken).ConfigureAwait(false);
        return new ShowCreateTableParser(
            (
                await TextQuery
                    .ReadAsync(connection, $"SHOW CREATE TABLE {dialect.Quote(table)}", cancellationToken)
                    .ConfigureAwait(false)
            )[0][1]
        );
    }

    /// <summary>Whether it is about the statement, not about the connection or a stop.</summary>
    private static bool IsOurs(MySqlException e) =>
        new MySqlExceptionTranslator().Classify(e) is not (FailureCause.Cancelled or FailureCause.ConnectionLost);

    private static string Reason(MySqlException e) => new MySqlExceptionTranslator().Reason(e);
}
