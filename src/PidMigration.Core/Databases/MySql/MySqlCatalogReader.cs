using System.Data;
using System.Globalization;
using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>Reads information_schema. Source: MySQL 8.4 manual, chapter 28; MariaDB's has the same columns.</summary>
internal sealed class MySqlCatalogReader(MySqlConnection connection, Dialect dialect)
{
    private const string Tables =
        "SELECT TABLE_NAME, TABLE_ROWS, AUTO_INCREMENT, TABLE_TYPE, TABLE_SCHEMA, t.ENGINE, e.TRANSACTIONS = 'YES' "
        + "FROM information_schema.TABLES t LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE "
        + "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')";

    private const string Columns =
        "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, "
        + "NUMERIC_SCALE, DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, CHARACTER_SET_NAME, COLLATION_NAME, "
        + "GENERATION_EXPRESSION "
        + "FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION";

    // An index over a part of a column, or over an expression (no column name), makes other values unique than the
    // column's.
    private const string Indexes =
        "SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS "
        + "WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0 ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";

    private const string ForeignKeys =
        "SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME FROM "
        + "information_schema.KEY_COLUMN_USAGE "
        + "WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL AND REFERENCED_TABLE_SCHEMA = "
        + "DATABASE() ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION";

    private const string Triggers =
        "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME, EVENT_MANIPULATION, ACTION_TIMING FROM information_schema.TRIGGERS "
        + "WHERE EVENT_OBJECT_SCHEMA = DATABASE() ORDER BY TRIGGER_NAME";

    public async Task<DatabaseCatalog> ReadAsync(DatabaseInfo info, CancellationToken cancellationToken)
    {
        var named = (await QueryAsync(Tables, cancellationToken).ConfigureAwait(false)).ToLookup(r =>
            Text(r, 3) == "SEQUENCE"
        );
        var columns = (await QueryAsync(Columns, cancellationToken).ConfigureAwait(false)).ToLookup(r => Text(r, 0)!);
        var indexes = (await QueryAsync(Indexes, cancellationToken).ConfigureAwait(false)).ToLookup(r => Text(r, 0)!);
        var foreignKeys = (await QueryAsync(ForeignKeys, cancellationToken).ConfigureAwait(false)).ToLookup(r =>
            Text(r, 0)!
        );
        var triggers = (await QueryAsync(Triggers, cancellationToken).ConfigureAwait(false)).ToLookup(
            r => Text(r, 0)!,
            Fire
        );
        var grants = await Grants.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var sequences = new SequenceReader(connection, dialect);
        await sequences.ReadAsync(named[true].Select(r => Text(r, 0)!), cancellationToken).ConfigureAwait(false);
        var result = new List<Table>();
        var leftOut = named[false].Where(r => !HasOwnRows(Text(r, 5))).ToList();
        foreach (var row in named[false].Except(leftOut))
        {
            var table = Describe(row, columns, indexes, foreignKeys);
            var name = table.Name.Name;
            var draws = await sequences
                .DrawnByAsync(columns[name].Select(r => (Text(r, 1)!, Text(r, 9))), Text(row, 4)!, cancellationToken)
                .ConfigureAwait(false);
            result.Add(
                table with
                {
                    HidesColumns =
                        grants.HasInPart("SELECT", name)
                        && await HidesColumnsAsync(table.Name, cancellationToken).ConfigureAwait(false),
                    Triggers = [.. triggers[name]],
                    HidesTriggers = !grants.Has("TRIGGER", name),
                    MayTruncate = !table.IsVersioned && grants.Has("DROP", name),
                    Counters = [.. table.Counters, .. draws],
                }
            );
        }

        var contentTypes = new List<(string, string)>();
        if (result.Find(t => t.Name.Name == "django_content_type") is { } django)
            contentTypes.AddRange(
                (
                    await QueryAsync($"SELECT app_label, model FROM {dialect.Quote(django.Name)}", cancellationToken)
                        .ConfigureAwait(false)
                ).Select(r => (Text(r, 0)!, Text(r, 1)!))
            );
        return new DatabaseCatalog(info, result, contentTypes, sequences.All)
        {
            Warnings =
            [
                .. grants.HasEverywhere("SELECT")
                    ? Array.Empty<CatalogWarning>()
                    : [CatalogWarnings.TablesMayBeHidden(info)],
                .. leftOut.Select(r => CatalogWarnings.NoRowsOfItsOwn(Text(r, 0)!, Text(r, 5))),
            ],
        };
    }

    /// <summary>
    /// Whether an engine keeps rows of the table's own: not those of other tables (MERGE), of other servers, or none at
    /// all. A table that the server can't open has no engine. Sources: MySQL 8.4 manual, 18.6 to 18.8; MariaDB
    /// Knowledge Base, Storage Engines.
    /// </summary>
    private static bool HasOwnRows(string? engine) =>
        engine is not null
        && engine.ToUpperInvariant() is not ("MRG_MYISAM" or "BLACKHOLE" or "FEDERATED" or "SPIDER" or "CONNECT");

    /// <summary>
    /// Whether a table has columns that the user is not shown: asked for all of them, the server refuses.
    /// </summary>
    private async Task<bool> HidesColumnsAsync(TableName table, CancellationToken cancellationToken)
    {
        try
        {
            await QueryAsync($"SELECT * FROM {dialect.Quote(table)} LIMIT 0", cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (MySqlException e)
            when (e.ErrorCode is MySqlErrorCode.TableAccessDenied or MySqlErrorCode.ColumnAccessDenied)
        {
            return true;
        }
    }

    private static Trigger Fire(object?[] row) =>
        new(
            Text(row, 1)!,
            Text(row, 2) switch
            {
                "INSERT" => TriggerEvents.Insert,
                "UPDATE" => TriggerEvents.Update,
                _ => TriggerEvents.Delete,
            }
        )
        {
            ChangesRow = Text(row, 3) == "BEFORE",
        };

    private static Table Describe(
        object?[] row,
        ILookup<string, object?[]> columns,
        ILookup<string, object?[]> indexes,
        ILookup<string, object?[]> foreignKeys
    )
    {
        var name = Text(row, 0)!;
        var unique = indexes[name]
            .GroupBy(r => Text(r, 1)!)
            .Where(g => g.All(r => r[2] is not null && r[3] is null))
            .ToLookup(g => g.Key == "PRIMARY", g => new UniqueKey(g.Key, [.. g.Select(r => Text(r, 2)!)]));
        var described = columns[name].Select(Describe).ToList();
        var counted = columns[name]
            .Where(r => Text(r, 10)!.Contains("auto_increment", StringComparison.OrdinalIgnoreCase))
            .Select(r => Text(r, 1)!)
            .FirstOrDefault();
        return new Table(new TableName(null, name), described)
        {
            PrimaryKey = unique[true].FirstOrDefault()?.Columns ?? [],
            ForeignKeys =
            [
                .. foreignKeys[name]
                    .GroupBy(r => Text(r, 1)!)
                    .Select(g => new ForeignKey(
                        g.Key,
                        [.. g.Select(r => Text(r, 2)!)],
                        new TableName(null, Text(g.First(), 3)!),
                        [.. g.Select(r => Text(r, 4)!)],
                        false
                    )),
            ],
            UniqueKeys = [.. unique[false]],
            Counters = counted is null ? [] : [new KeyCounter(name, counted, CounterRaise.LastOf(row[2]))],
            RowEstimate = Number(row, 1),
            IsVersioned = Text(row, 3) == "SYSTEM VERSIONED",
            StorageEngine = Text(row, 5),
            IsTransactional = Number(row, 6) == 1,
        };
    }

    private static Column Describe(object?[] row)
    {
        var extra = Text(row, 10)!;
        var nullable = Text(row, 8) == "YES";
        var declared = new DeclaredType(Text(row, 2)!, Text(row, 3)!)
        {
            Length = Number(row, 4),
            Precision = (int?)Number(row, 5),
            Scale = (int?)Number(row, 6),
            FractionDigits = (int?)Number(row, 7),
        };
        return MySqlTypeMap.Describe(Text(row, 1)!, declared) with
        {
            Nullable = nullable,
            // MariaDB writes the default NULL as the word.
            HasDefault =
                nullable
                || extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase)
                || Text(row, 9) is { } value && value != "NULL",
            Generated =
                extra.Contains("GENERATED", StringComparison.OrdinalIgnoreCase)
                && !extra.Contains("DEFAULT_GENERATED", StringComparison.OrdinalIgnoreCase),
            CharacterSet = Text(row, 11),
            Collation = Text(row, 12),
            // MySQL 8.4 manual, 15.1.20.11, Generated Invisible Primary Keys; MariaDB Knowledge Base, System-Versioned
            // Tables.
            IsServerKey =
                Text(row, 1) == "my_row_id"
                && extra.Contains("INVISIBLE", StringComparison.OrdinalIgnoreCase)
                && extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase),
            IsPeriod = Text(row, 13) is "ROW START" or "ROW END",
            ChangesOnUpdate = extra.Contains("on update", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string? Text(object?[] row, int column) =>
        row[column] is null ? null : Convert.ToString(row[column], CultureInfo.InvariantCulture);

    private static long? Number(object?[] row, int column) =>
        row[column] is null
            ? null
            : (long)Math.Min(Convert.ToDecimal(row[column], CultureInfo.InvariantCulture), long.MaxValue);

    private async Task<List<object?[]>> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command
            .ExecuteReaderAsync(CommandBehavior.SingleResult, cancellationToken)
            .ConfigureAwait(false);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add([
                .. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)),
            ]);
        return rows;
    }
}
