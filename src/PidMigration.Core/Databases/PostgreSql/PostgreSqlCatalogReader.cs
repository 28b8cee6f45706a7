using Npgsql;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Reads pg_catalog. Source: PostgreSQL 15 manual, chapter 53, System Catalogs.</summary>
internal sealed class PostgreSqlCatalogReader(NpgsqlConnection connection, Dialect dialect)
{
    private const string Columns = $"""
        SELECT c.oid::bigint, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(b.typname, t.typname),
            coalesce(b.typtype, t.typtype)::text,
               CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END,
               a.attnotnull OR t.typnotnull, a.atthasdef, a.attidentity::text, a.attgenerated::text, co.collname,
                   coalesce(b.typcategory, t.typcategory)::text,
               (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)::text FROM pg_enum e WHERE e.enumtypid =
                   coalesce(b.oid, t.oid)),
               has_column_privilege(c.oid, a.attnum, 'SELECT')
          FROM pg_class c {TableQueries.OurTables}
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_type b ON b.oid = t.typbasetype AND t.typtype = 'd'
          LEFT JOIN pg_collation co ON co.oid = a.attcollation
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         ORDER BY c.oid, a.attnum
        """;

    private const string Keys = $"""
        SELECT CASE WHEN k.contype = 'f' THEN coalesce(pg_partition_root(k.conrelid), k.conrelid) ELSE k.conrelid
            END::oid::bigint, k.contype::text, k.conname, k.condeferrable,
               (SELECT json_agg(a.attname ORDER BY x.n)::text FROM unnest(k.conkey) WITH ORDINALITY x(num, n) JOIN
                   pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num),
               (SELECT json_agg(a.attname ORDER BY x.n)::text FROM unnest(k.confkey) WITH ORDINALITY x(num, n) JOIN
                   pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num),
               CASE WHEN fn.nspname = current_schema() THEN NULL ELSE fn.nspname END, f.relname,
               coalesce(k.confdeltype IN ('c', 'n', 'd'), false), coalesce(f.relkind = 'r' AND f.relhassubclass, false),
               coalesce(k.confupdtype IN ('c', 'n', 'd'), false), c.relispartition
          FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid {TableQueries.OurTables}
          LEFT JOIN pg_class f ON f.oid = coalesce(pg_partition_root(k.confrelid), k.confrelid) LEFT JOIN pg_namespace
              fn ON fn.oid = f.relnamespace
         WHERE k.contype IN ('p', 'f') AND k.conparentid = 0
        UNION ALL
        SELECT i.indrelid::bigint, 'u', ic.relname, false,
               (SELECT json_agg(a.attname ORDER BY x.n)::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY x(num, n)
                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = x.num WHERE x.n <= i.indnkeyatts),
               NULL, NULL, NULL, false, false, false, false
          FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid {TableQueries.OurTables} JOIN pg_class ic ON ic.oid =
              i.indexrelid
         WHERE i.indisunique AND NOT i.indisprimary AND i.indpred IS NULL AND i.indexprs IS NULL
         ORDER BY 3
        """;

    private readonly Dictionary<long, (Table Table, List<Column> Columns)> _tables = [];
    private readonly Dictionary<long, List<ForeignKey>> _foreignKeys = [];
    private readonly Dictionary<long, List<UniqueKey>> _uniqueKeys = [];
    private readonly Dictionary<long, IReadOnlyList<string>> _primaryKeys = [];
    private readonly Dictionary<long, List<Trigger>> _triggers = [];

    public async Task<DatabaseCatalog> ReadAsync(DatabaseInfo info, CancellationToken cancellationToken)
    {
        await QueryAsync(TableQueries.Tables, ReadTable, cancellationToken).ConfigureAwait(false);
        await QueryAsync(Columns, ReadColumn, cancellationToken).ConfigureAwait(false);
        await QueryAsync(Keys, ReadKey, cancellationToken).ConfigureAwait(false);
        var sequences = await SequenceReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        await QueryAsync(TableQueries.Triggers, ReadTrigger, cancellationToken).ConfigureAwait(false);
        var tables = _tables
            .Select(t =>
                t.Value.Table with
                {
                    Columns = t.Value.Columns,
                    PrimaryKey = _primaryKeys.GetValueOrDefault(t.Key, []),
                    ForeignKeys = _foreignKeys.GetValueOrDefault(t.Key, []),
                    UniqueKeys = _uniqueKeys.GetValueOrDefault(t.Key, []),
                    Counters = sequences.Of(t.Key),
                    Triggers = _triggers.GetValueOrDefault(t.Key, []),
                }
            )
            .ToList();

        var contentTypes = new List<(string, string)>();
        if (tables.Find(t => t.Name == new TableName(null, "django_content_type")) is { } django)
            await QueryAsync(
                    $"SELECT app_label::text, model::text FROM {dialect.Quote(django.Name)}",
                    r => contentTypes.Add((r.GetString(0), r.GetString(1))),
                    cancellationToken
                )
                .ConfigureAwait(false);
        return new DatabaseCatalog(info, tables, contentTypes, sequences.All);
    }

    private void ReadTable(NpgsqlDataReader row)
    {
        // −1: never vacuumed or analysed.
        var estimate = row.GetInt64(4);
        var name = new TableName(row.GetBoolean(2) ? null : row.GetString(1), row.GetString(3))
        {
            OwnRowsOnly = row.GetBoolean(5),
        };
        _tables.Add(
            row.GetInt64(0),
            (
                new Table(name, [])
                {
                    RowEstimate = estimate < 0 ? null : estimate,
                    Schema = row.GetString(1),
                    IsInSearchPath = row.GetBoolean(6),
                    IsUnlogged = row.GetBoolean(7),
                    MayTruncate = row.GetBoolean(8),
                    RowPolicies = row.IsDBNull(9) ? null : Texts(row, 9),
                    ForeignHeirs = row.IsDBNull(10) ? [] : Texts(row, 10),
                },
                []
            )
        );
    }

    private void ReadTrigger(NpgsqlDataReader row)
    {
        // O fires in an ordinary session, R in the replica role, A in both. PostgreSQL 15 manual, 53.58, pg_trigger,
        // tgenabled.
        var enabled = row.GetString(3);
        Entry(_triggers, row.GetInt64(0))
            .Add(
                new Trigger(row.GetString(1), (TriggerEvents)row.GetInt32(2))
                {
                    FiresNormally = enabled != "R",
                    FiresWhenOff = enabled != "O",
                    ChangesRow = row.GetBoolean(4),
                }
            );
    }

    private void ReadColumn(NpgsqlDataReader row)
    {
        // One that was made since the tables were read isn't seen yet.
        if (!_tables.TryGetValue(row.GetInt64(0), out var known))
            return;
        var generated = row.GetString(9).Length > 0;
        var identity = row.GetString(8);
        var notNull = row.GetBoolean(6);
        var column = PostgreSqlTypeMap.Describe(
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(11),
            row.GetInt32(5)
        );
        known.Columns.Add(
            column with
            {
                Nullable = !notNull,
                HasDefault = row.GetBoolean(7) || identity.Length > 0 || !notNull,
                Generated = generated,
                IdentityAlways = identity == "a",
                Collation = row.IsDBNull(10) ? null : row.GetString(10),
                Labels = row.IsDBNull(12) ? column.Labels : Texts(row, 12),
                IsReadable = row.GetBoolean(13),
            }
        );
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
                var references = new TableName(row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7))
                {
                    OwnRowsOnly = row.GetBoolean(9),
                };
                Entry(_foreignKeys, table)
                    .Add(
                        new ForeignKey(row.GetString(2), columns, references, Texts(row, 5), row.GetBoolean(3))
                        {
                            FollowsDelete = row.GetBoolean(8),
                            FollowsUpdate = row.GetBoolean(10),
                            IsOfPartition = row.GetBoolean(11),
                        }
                    );
                break;
        }
    }

    /// <summary>
    /// A list that came as JSON: for an array of its own the driver would first make ready all that it knows of arrays.
    /// </summary>
    private static IReadOnlyList<string> Texts(NpgsqlDataReader row, int field) =>
        StringListJson.Read(row.GetString(field))!;

    private static List<T> Entry<T>(Dictionary<long, List<T>> lists, long key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        return list;
    }

    private Task QueryAsync(string sql, Action<NpgsqlDataReader> each, CancellationToken cancellationToken) =>
        QueryAsync(connection, sql, each, cancellationToken);

    /// <summary>Calls <paramref name="each"/> for every row of a query.</summary>
    internal static async Task QueryAsync(
        NpgsqlConnection connection,
        string sql,
        Action<NpgsqlDataReader> each,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            each(reader);
    }
}
