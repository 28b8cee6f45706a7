using System.Text.RegularExpressions;
using Npgsql;
using PidMigration.Catalog;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Reads sequences and what draws from them: columns that own one, defaults of columns and of domains. The server knows
/// which sequence a default means (pg_depend, whatever it was called since), except where the name is a text that is
/// looked up each time: nextval(('s'::text)::regclass). Sources: PostgreSQL 15 manual, 53.18 pg_depend, 9.17 Sequence
/// Manipulation Functions.
/// </summary>
internal sealed partial class SequenceReader
{
    private const string Sequences = """
        SELECT c.oid::bigint, CASE WHEN n.nspname = current_schema() THEN NULL ELSE n.nspname END, c.relname,
               s.last_value, s.start_value, s.increment_by, s.min_value, s.max_value, s.cache_size, s.cycle,
               has_sequence_privilege(c.oid, 'SELECT,USAGE'),
               EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND
                   d.deptype IN ('a', 'i')),
               EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND
                   d.deptype = 'e'),
               quote_ident(n.nspname) || '.' || quote_ident(c.relname)
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_sequences s ON s.schemaname = n.nspname AND s.sequencename = c.relname
         WHERE c.relkind = 'S'
         ORDER BY n.nspname, c.relname
        """;

    // A name in a text: what stands there is what the server would look up.
    private const string Named = """
        regexp_matches(expression, 'nextval\(\(''((?:[^'']|'''')*)''::(?:text|character varying)\)::regclass\)', 'g') m
        """;

    // A partition's default counts for the partitioned table, which is the model.
    private const string Draws = $"""
        WITH defaults AS (
          SELECT adrelid AS relation, adnum AS number, 'pg_attrdef'::regclass AS class, oid, pg_get_expr(adbin,
              adrelid) AS expression FROM pg_attrdef
          UNION ALL
          SELECT a.attrelid, a.attnum, 'pg_type'::regclass, t.oid, t.typdefault
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid AND t.typtype = 'd'
           WHERE a.attnum > 0 AND NOT a.attisdropped AND NOT a.atthasdef AND t.typdefault IS NOT NULL
        ), draws AS (
          SELECT relation, number, d.refobjid AS sequence, expression
            FROM defaults JOIN pg_depend d ON d.classid = defaults.class AND d.objid = defaults.oid AND d.refclassid =
                'pg_class'::regclass
            JOIN pg_class s ON s.oid = d.refobjid AND s.relkind = 'S'
          UNION
          SELECT relation, number, to_regclass(replace(m[1], '''''', ''''))::oid, expression FROM defaults, {Named}
           WHERE expression LIKE '%nextval((%'
          UNION
          SELECT refobjid, refobjsubid, objid, NULL FROM pg_depend
           WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i') AND
               refobjsubid > 0
        )
        SELECT coalesce(pg_partition_root(c.oid), c.oid)::bigint, a.attname, draws.sequence::bigint, draws.expression
          FROM draws JOIN pg_class c ON c.oid = draws.relation AND c.relkind IN ('r', 'p')
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = draws.number
         WHERE draws.sequence IS NOT NULL
         ORDER BY c.oid, a.attnum, draws.expression NULLS FIRST
        """;

    private readonly Dictionary<long, (Sequence Sequence, string FullName)> _sequences = [];
    private readonly Dictionary<long, List<KeyCounter>> _counters = [];

    public IReadOnlyList<Sequence> All => [.. _sequences.Values.Select(s => s.Sequence)];

    /// <summary>What issues a table's keys, by the table's number.</summary>
    public IReadOnlyList<KeyCounter> Of(long table) => _counters.TryGetValue(table, out var counters) ? counters : [];

    public static async Task<SequenceReader> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var read = new SequenceReader();
        await PostgreSqlCatalogReader
            .QueryAsync(connection, Sequences, read.AddSequence, cancellationToken)
            .ConfigureAwait(false);
        if (read._sequences.Count > 0)
            await PostgreSqlCatalogReader
                .QueryAsync(connection, Draws, read.AddDraw, cancellationToken)
                .ConfigureAwait(false);
        return read;
    }

    /// <summary>
    /// Whether a default is a sequence's next number and nothing more, as far as its digits go: casts don't count.
    /// </summary>
    public static bool IsPlain(string expression) => Plain().IsMatch(expression);

    private void AddSequence(NpgsqlDataReader row)
    {
        var name = new TableName(row.IsDBNull(1) ? null : row.GetString(1), row.GetString(2));
        _sequences.Add(
            row.GetInt64(0),
            (
                new Sequence(name)
                {
                    Issued = row.IsDBNull(3) ? null : row.GetInt64(3),
                    First = row.GetInt64(4),
                    Increment = row.GetInt64(5),
                    Minimum = row.GetInt64(6),
                    Maximum = row.GetInt64(7),
                    KeptBySession = row.GetInt64(8),
                    Cycles = row.GetBoolean(9),
                    // Without a right to it the last number is NULL, as if none had been issued. PostgreSQL 15 manual,
                    // 54.27, pg_sequences.
                    Readable = row.GetBoolean(10),
                    Owned = row.GetBoolean(11),
                    OfExtension = row.GetBoolean(12),
                },
                row.GetString(13)
            )
        );
    }

    private void AddDraw(NpgsqlDataReader row)
    {
        // A text may name anything.
        if (!_sequences.TryGetValue(row.GetInt64(2), out var found))
            return;
        var (table, column) = (row.GetInt64(0), row.GetString(1));
        if (!_counters.TryGetValue(table, out var counters))
            _counters.Add(table, counters = []);
        var owns = row.IsDBNull(3);
        var computed = !owns && !IsPlain(row.GetString(3));
        var known = counters.FindIndex(c => c.Column == column && c.Sequence!.Name == found.Sequence.Name);
        if (known >= 0)
            counters[known] = counters[known] with
            {
                Owns = counters[known].Owns || owns,
                Computed = counters[known].Computed || computed,
            };
        else
            counters.Add(
                new KeyCounter(found.FullName, column, found.Sequence.Issued ?? 0)
                {
                    Readable = found.Sequence.Readable,
                    Sequence = found.Sequence,
                    Owns = owns,
                    Computed = computed,
                }
            );
    }

    [GeneratedRegex(
        @"^\(*nextval\((?:'(?:[^']|'')*'::regclass|\('(?:[^']|'')*'::(?:text|character varying)\)::regclass)\)\)*"
            + @"(?:::[a-z0-9 (),]+\)*)*$"
    )]
    private static partial Regex Plain();
}
