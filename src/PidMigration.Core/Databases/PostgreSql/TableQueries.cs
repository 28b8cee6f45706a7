namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// What pg_catalog is asked of whole tables. Source: PostgreSQL 15 manual, chapter 53, System Catalogs.
/// </summary>
internal static class TableQueries
{
    /// <summary>The schemas that aren't the server's own; joins <c>pg_class c</c>.</summary>
    public const string OurTables = """
        JOIN pg_namespace n ON n.oid = c.relnamespace
         AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname
             NOT LIKE 'pg\_temp%'
        """;

    /// <summary>
    /// Of each table: its id, schema, whether that is the default one, name, estimate of its rows, whether others
    /// inherit from it, whether its bare name finds it, whether it is unlogged, whether the user may truncate it, the
    /// policies that hide rows from the user (null where none can; an empty list where row security is on and there is
    /// none), and its heirs in other servers.
    /// </summary>
    public const string Tables = $"""
        SELECT c.oid::bigint, n.nspname, n.nspname IS NOT DISTINCT FROM current_schema(), c.relname,
            c.reltuples::bigint,
               c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid),
               pg_table_is_visible(c.oid), c.relpersistence = 'u', has_table_privilege(c.oid, 'TRUNCATE'),
               CASE WHEN row_security_active(c.oid) THEN (SELECT coalesce(json_agg(p.polname ORDER BY p.polname),
                   '[]')::text FROM pg_policy p WHERE p.polrelid = c.oid) END,
               (SELECT json_agg(f.oid::regclass::text)::text FROM pg_inherits h JOIN pg_class f ON f.oid = h.inhrelid
                   WHERE h.inhparent = c.oid AND f.relkind = 'f' AND c.relkind = 'r')
          FROM pg_class c {OurTables}
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         ORDER BY c.oid
        """;

    /// <summary>
    /// Of each trigger that isn't disabled: its table's id (of a partition its root's), name, events (1 insert, 2
    /// update, 4 delete, 8 truncate), when it is enabled, and whether it may change the row. Then the rules of the same
    /// sort; COPY doesn't run those for INSERT. PostgreSQL 15 manual, 53.58 (pg_trigger), 53.45 (pg_rewrite), COPY.
    /// </summary>
    public const string Triggers = """
        SELECT DISTINCT coalesce(pg_partition_root(t.tgrelid), t.tgrelid)::oid::bigint, t.tgname,
               ((t.tgtype >> 2) & 1) + 2 * ((t.tgtype >> 4) & 1) + 4 * ((t.tgtype >> 3) & 1) + 8 * ((t.tgtype >> 5) &
                   1), t.tgenabled::text, (t.tgtype & 3) = 3
          FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'
        UNION ALL
        SELECT r.ev_class::bigint, r.rulename, CASE r.ev_type WHEN '2' THEN 2 ELSE 4 END, r.ev_enabled::text, true
          FROM pg_rewrite r WHERE r.ev_type IN ('2', '4') AND r.ev_enabled <> 'D'
         ORDER BY 1, 2
        """;
}
