using System.Globalization;
using Microsoft.Data.Sqlite;
using PidMigration.Catalog;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>Reads SQLite's schema through its table-valued pragmas. Source: sqlite.org/pragma.html.</summary>
internal sealed class CatalogReader(SqliteConnection connection, Databases.Dialect dialect)
{
    private const string Tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";

    public DatabaseCatalog Read(DatabaseInfo info)
    {
        var sequences = Query("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")[0][0] is > 0L
            ? Query("SELECT name, max(seq) FROM sqlite_sequence GROUP BY name").ToDictionary(r => Text(r[0]), r => Convert.ToInt64(r[1], CultureInfo.InvariantCulture)) : [];
        var triggers = Query("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'").Where(r => Text(r[2]).Contains("INSERT", StringComparison.OrdinalIgnoreCase)).ToLookup(r => Text(r[0]), r => Text(r[1]));
        var tables = Query(Tables).ConvertAll(r => Describe(Text(r[0]), Text(r[1]), sequences) with { InsertTriggers = [.. triggers[Text(r[0])]] });
        var contentTypes = new List<(string, string)>();
        if (tables.Exists(t => t.Name.Name == "django_content_type"))
            contentTypes.AddRange(Query("SELECT app_label, model FROM django_content_type").Select(r => (Text(r[0]), Text(r[1]))));
        return new DatabaseCatalog(info, tables, contentTypes, []);
    }

    private Table Describe(string name, string sql, Dictionary<string, long> sequences)
    {
        var literal = "'" + name.Replace("'", "''", StringComparison.Ordinal) + "'";
        var rows = Query($"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo({literal}) WHERE hidden <> 1");
        var key = rows.Where(r => Number(r[4]) > 0).OrderBy(r => Number(r[4])).Select(r => Text(r[0])).ToList();
        var columns = rows.ConvertAll(r => TypeMap.Describe(Text(r[0]), Text(r[1])) with
        {
            Nullable = Number(r[2]) == 0 && Number(r[4]) == 0,
            // An INTEGER PRIMARY KEY fills itself.
            HasDefault = r[3] is not null || Number(r[2]) == 0 || (key.Count == 1 && Number(r[4]) > 0 && Text(r[1]).Equals("integer", StringComparison.OrdinalIgnoreCase)),
            Generated = Number(r[5]) is 2 or 3,
        });
        // A foreign key may leave out the columns it refers to: then it is the parent's primary key.
        var foreignKeys = Query($"SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list({literal}) ORDER BY id, seq").GroupBy(r => Number(r[0])).Select(g => new ForeignKey(
            "", [.. g.Select(r => Text(r[2]))], new TableName(null, Text(g.First()[1])),
            [.. g.All(r => r[3] is not null) ? g.Select(r => Text(r[3])) : Query($"SELECT name FROM pragma_table_info('{Text(g.First()[1]).Replace("'", "''", StringComparison.Ordinal)}') WHERE pk > 0 ORDER BY pk").Select(r => Text(r[0]))],
            true));
        var unique = Query($"SELECT name FROM pragma_index_list({literal}) WHERE \"unique\" = 1 AND origin <> 'pk' AND partial = 0").Select(r => Text(r[0]))
            .Select(index => new UniqueKey(index, [.. Query($"SELECT name FROM pragma_index_info('{index.Replace("'", "''", StringComparison.Ordinal)}') ORDER BY seqno").Select(r => Text(r[0]))]))
            .Where(u => u.Columns.All(c => c.Length > 0));
        var counted = key.Count == 1 && sql.Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase) && IsAutoIncrement(name, key[0]);
        return new Table(new TableName(null, name), columns, key, [.. foreignKeys], [.. unique],
            counted ? [new Counter(name, key[0], sequences.GetValueOrDefault(name))] : [], Estimate(name, sql));
    }

    /// <summary>The largest row id: no less than the rows, and found at once.</summary>
    private long? Estimate(string name, string sql) =>
        sql.Contains("WITHOUT ROWID", StringComparison.OrdinalIgnoreCase) ? null : Number(Query($"SELECT coalesce(max(rowid), 0) FROM {dialect.Quote(name)}")[0][0]);

    /// <summary>Whether the column is AUTOINCREMENT: the word may stand in a comment, too. Source: sqlite.org/c3ref/table_column_metadata.html.</summary>
    private bool IsAutoIncrement(string table, string column) =>
        raw.sqlite3_table_column_metadata(connection.Handle, "main", table, column, out _, out _, out _, out _, out var counts) == raw.SQLITE_OK && counts != 0;

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private List<object?[]> Query(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }
}
