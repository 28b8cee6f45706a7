using System.Globalization;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using PidMigration.Failures;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>Reads SQLite's schema through its table-valued pragmas. Source: sqlite.org/pragma.html.</summary>
internal sealed class SqliteCatalogReader(SqliteConnection connection, Dialect dialect)
{
    private readonly bool _isWide = StoredText.OrderOf(connection) is not null;

    private const string Tables =
        "SELECT l.name, m.sql, l.type, l.wr FROM pragma_table_list l JOIN sqlite_master m ON m.type = 'table' AND "
        + "m.name = l.name "
        + "WHERE l.schema = 'main' AND l.type IN ('table', 'virtual', 'shadow') AND l.name NOT LIKE 'sqlite\\_%' "
        + "ESCAPE '\\' ORDER BY l.name";

    public DatabaseCatalog Read(DatabaseInfo info)
    {
        var sequences = Query("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")[0][0] is > 0L
            ? Query("SELECT name, max(seq) FROM sqlite_sequence GROUP BY name")
                .ToDictionary(r => Text(r[0]), r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture))
            : [];
        var triggers = Query("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
            .ToLookup(r => Text(r[0]), r => TriggerText.Read(Text(r[1]), Text(r[2])), StringComparer.OrdinalIgnoreCase);
        var listed = Query(Tables).ToLookup(r => Text(r[2]));
        var tables = listed["table"]
            .Select(r =>
                Describe(Text(r[0]), Text(r[1]), Number(r[3]) != 0, sequences) with
                {
                    Triggers = [.. triggers[Text(r[0])]],
                }
            )
            .ToList();
        var contentTypes = new List<(string, string)>();
        if (tables.Exists(t => t.Name.Name == "django_content_type"))
            contentTypes.AddRange(
                Query("SELECT app_label, model FROM django_content_type").Select(r => (Text(r[0]), Text(r[1])))
            );
        var others = ((string Type, string Kind)[])
            [("virtual", "virtual tables"), ("shadow", "tables of virtual tables")];
        return new DatabaseCatalog(info, tables, contentTypes, [])
        {
            Warnings =
            [
                .. others
                    .Where(o => listed[o.Type].Any())
                    .Select(o => CatalogWarnings.TablesLeftOut(o.Kind, [.. listed[o.Type].Select(r => Text(r[0]))])),
            ],
        };
    }

    private Table Describe(string name, string sql, bool withoutRowId, Dictionary<string, long> sequences)
    {
        var literal = "'" + name.Replace("'", "''", StringComparison.Ordinal) + "'";
        var rows = Query(
            $"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo({literal}) WHERE "
                + $"hidden <> 1"
        );
        var key = rows.Where(r => Number(r[4]) > 0).OrderBy(r => Number(r[4])).Select(r => Text(r[0])).ToList();
        // The row id under another name: never NULL, and it fills itself. Any other key may be NULL
        // (sqlite.org/lang_createtable.html, 3.5).
        var isRowId =
            !withoutRowId
            && rows.Count(r => Number(r[4]) > 0) == 1
            && rows.Exists(r => Number(r[4]) > 0 && Text(r[1]).Equals("integer", StringComparison.OrdinalIgnoreCase));
        var columns = rows.ConvertAll(r =>
            SqliteTypeMap.Describe(Text(r[0]), Text(r[1])) with
            {
                Nullable = Number(r[2]) == 0 && (Number(r[4]) == 0 || !withoutRowId && !isRowId),
                HasDefault = r[3] is not null || Number(r[2]) == 0 || isRowId && Number(r[4]) > 0,
                Generated = Number(r[5]) is 2 or 3,
                IsWide = _isWide,
            }
        );
        // A foreign key may leave out the columns it refers to: then it is the parent's primary key.
        var foreignKeys = Query(
                $"SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list({literal}) ORDER BY id, seq"
            )
            .GroupBy(r => Number(r[0]))
            .Select(g => new ForeignKey(
                "",
                [.. g.Select(r => Text(r[2]))],
                new TableName(null, Text(g.First()[1])),
                [
                    .. g.All(r => r[3] is not null)
                        ? g.Select(r => Text(r[3]))
                        : Query(
                                "SELECT name FROM pragma_table_info('"
                                    + Text(g.First()[1]).Replace("'", "''", StringComparison.Ordinal)
                                    + "') WHERE pk > 0 ORDER BY pk"
                            )
                            .Select(r => Text(r[0])),
                ],
                true
            ));
        var unique = Query(
                $"SELECT name FROM pragma_index_list({literal}) WHERE \"unique\" = 1 AND origin <> 'pk' AND partial = 0"
            )
            .Select(r => Text(r[0]))
            .Select(index => new UniqueKey(
                index,
                [
                    .. Query(
                            $"SELECT name FROM "
                                + $"pragma_index_info('{index.Replace("'", "''", StringComparison.Ordinal)}') "
                                + $"ORDER BY seqno"
                        )
                        .Select(r => Text(r[0])),
                ]
            ))
            .Where(u => u.Columns.All(c => c.Length > 0));
        // A key with a NULL in it is none: rows can't be told by it.
        if (
            columns.Exists(c => c.Nullable && key.Contains(c.Name))
            && Query(
                $"SELECT 1 FROM {dialect.Quote(name)} WHERE "
                    + $"{string.Join(" OR ", key.Select(k => dialect.Quote(k) + " IS NULL"))} LIMIT 1"
            ).Count > 0
        )
            key = [];
        var counted =
            key.Count == 1
            && sql.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase)
            && IsAutoIncrement(name, key[0]);
        return new Table(new TableName(null, name), columns)
        {
            PrimaryKey = key,
            ForeignKeys = [.. foreignKeys],
            UniqueKeys = [.. unique],
            Counters = counted ? [new KeyCounter(name, key[0], sequences.GetValueOrDefault(name))] : [],
            RowEstimate = withoutRowId ? null : Estimate(name, columns),
            IsKeyedByRowId = isRowId,
        };
    }

    /// <summary>
    /// The largest row id: no less than the rows, and found at once. A column may bear one of its names, not all three.
    /// </summary>
    private long? Estimate(string name, List<Column> columns) =>
        ((string[])["rowid", "_rowid_", "oid"]).FirstOrDefault(n =>
            !columns.Exists(c => c.Name.Equals(n, StringComparison.OrdinalIgnoreCase))
        )
            is { } id
            ? Number(Query($"SELECT coalesce(max({id}), 0) FROM {dialect.Quote(name)}")[0][0])
            : null;

    /// <summary>
    /// Whether the column is AUTOINCREMENT: the word may stand in a comment, too. Source:
    /// sqlite.org/c3ref/table_column_metadata.html.
    /// </summary>
    private bool IsAutoIncrement(string table, string column) =>
        raw.sqlite3_table_column_metadata(
            connection.Handle,
            "main",
            table,
            column,
            out _,
            out _,
            out _,
            out _,
            out var counts
        ) == raw.SQLITE_OK
        && counts != 0;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private List<object?[]> Query(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([
                .. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)),
            ]);
        return rows;
    }
}
