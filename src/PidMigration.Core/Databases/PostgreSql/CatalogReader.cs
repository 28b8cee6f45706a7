using Npgsql;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Reads pg_catalog. Source: PostgreSQL 15 manual, chapter 53, System Catalogs.</summary>
internal sealed class CatalogReader(NpgsqlConnection connection, Databases.Dialect dialect)
{
    private const string OurTables = """
        JOIN pg_namespace n ON n.oid = c.relnamespace
         AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
        """;

    private const string Columns = $"""
        SELECT c.oid::bigint, CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END, c.relname, c.reltuples::bigint,
               a.attname, format_type(a.atttypid, a.atttypmod), coalesce(b.typname, t.typname), coalesce(b.typtype, t.typtype)::text,
               CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END,
               a.attnotnull OR t.typnotnull, a.atthasdef, a.attidentity::text, a.attgenerated::text, co.collname, coalesce(b.typcategory, t.typcategory)::text,
               (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)::text FROM pg_enum e WHERE e.enumtypid = coalesce(b.oid, t.oid))
          FROM pg_class c {OurTables}
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
          LEFT JOIN pg_collation co ON co.oid = a.attcollation
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         ORDER BY c.oid, a.attnum
        """;

    private const string Keys = $"""
        SELECT k.conrelid::bigint, k.contype::text, k.conname, k.condeferrable,
               (SELECT json_agg(a.attname ORDER BY x.n)::text FROM unnest(k.conkey) WITH ORDINALITY x(num, n) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num),
               (SELECT json_agg(a.attname ORDER BY x.n)::text FROM unnest(k.confkey) WITH ORDINALITY x(num, n) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num),
               CASE WHEN fn.nspname = current_schema() THEN NULL ELSE fn.nspname END, f.relname
          FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid {OurTables}
          LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
         WHERE k.contype IN ('p', 'f') AND k.conparentid = 0
        UNION ALL
        SELECT i.indrelid::bigint, 'u', ic.relname, false,
               (SELECT json_agg(a.attname ORDER BY x.n)::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY x(num, n) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = x.num WHERE x.n <= i.indnkeyatts),
               NULL, NULL, NULL
          FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid {OurTables} JOIN pg_class ic ON ic.oid = i.indexrelid
         WHERE i.indisunique AND NOT i.indisprimary AND i.indpred IS NULL AND i.indexprs IS NULL
         ORDER BY 3
        """;

    // In the replica role, which our session takes where it may, just these still fire. PostgreSQL 15 manual, ALTER TABLE.
    private const string Triggers = "SELECT tgrelid::bigint, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 4 > 0 AND tgenabled IN ('A', 'R')";

    private readonly Dictionary<long, (TableName Name, long? Estimate, List<Column> Columns)> _tables = [];
    private readonly Dictionary<long, List<ForeignKey>> _foreignKeys = [];
    private readonly Dictionary<long, List<UniqueKey>> _uniqueKeys = [];
    private readonly Dictionary<long, IReadOnlyList<string>> _primaryKeys = [];
    private readonly Dictionary<long, List<string>> _triggers = [];

    public async Task<DatabaseCatalog> ReadAsync(DatabaseInfo info, CancellationToken cancellationToken)
    {
        await QueryAsync(Columns, ReadColumn, cancellationToken).ConfigureAwait(false);
        await QueryAsync(Keys, ReadKey, cancellationToken).ConfigureAwait(false);
        var sequences = await SequenceReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        await QueryAsync(Triggers, r => Entry(_triggers, r.GetInt64(0)).Add(r.GetString(1)), cancellationToken).ConfigureAwait(false);
        var tables = _tables.Select(t => new Table(
            t.Value.Name, t.Value.Columns, _primaryKeys.GetValueOrDefault(t.Key, []), _foreignKeys.GetValueOrDefault(t.Key, []),
            _uniqueKeys.GetValueOrDefault(t.Key, []), sequences.Of(t.Key), t.Value.Estimate) { InsertTriggers = _triggers.GetValueOrDefault(t.Key, []) }).ToList();

        var contentTypes = new List<(string, string)>();
        if (tables.Find(t => t.Name == new TableName(null, "django_content_type")) is { } django)
            await QueryAsync($"SELECT app_label::text, model::text FROM {dialect.Quote(django.Name)}", r => contentTypes.Add((r.GetString(0), r.GetString(1))), cancellationToken).ConfigureAwait(false);
        return new DatabaseCatalog(info, tables, contentTypes, sequences.All);
    }

    private void ReadColumn(NpgsqlDataReader row)
    {
        var table = row.GetInt64(0);
        if (!_tables.TryGetValue(table, out var known))
        {
            var estimate = row.GetInt64(3);
            // −1: never vacuumed or analysed.
            known = (new TableName(row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2)), estimate < 0 ? null : estimate, []);
            _tables.Add(table, known);
        }

        if (row.IsDBNull(4)) return;
        var generated = row.GetString(12).Length > 0;
        var identity = row.GetString(11);
        var notNull = row.GetBoolean(9);
        var column = TypeMap.Describe(row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(14), row.GetInt32(8));
        known.Columns.Add(column with
        {
            Nullable = !notNull,
            HasDefault = row.GetBoolean(10) || identity.Length > 0 || !notNull,
            Generated = generated,
            IdentityAlways = identity == "a",
            Collation = row.IsDBNull(13) ? null : row.GetString(13),
            Labels = row.IsDBNull(15) ? column.Labels : Texts(row, 15),
        });
    }

    private void ReadKey(NpgsqlDataReader row)
    {
        var table = row.GetInt64(0);
        var columns = Texts(row, 4);
        switch (row.GetString(1))
        {
            case "p":
                _primaryKeys[table] = columns;
                break;
            case "u":
                Entry(_uniqueKeys, table).Add(new UniqueKey(row.GetString(2), columns));
                break;
            default:
                var references = new TableName(row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7));
                Entry(_foreignKeys, table).Add(new ForeignKey(row.GetString(2), columns, references, Texts(row, 5), row.GetBoolean(3)));
                break;
        }
    }

    /// <summary>A list that came as JSON: for an array of its own the driver would first make ready all that it knows of arrays.</summary>
    private static IReadOnlyList<string> Texts(NpgsqlDataReader row, int field) => TextsJson.Read(row.GetString(field))!;

    private static List<T> Entry<T>(Dictionary<long, List<T>> lists, long key)
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        return list;
    }

    private async Task QueryAsync(string sql, Action<NpgsqlDataReader> each, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) each(reader);
    }
}
