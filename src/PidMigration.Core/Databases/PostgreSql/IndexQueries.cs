namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Reads how indexes and foreign keys are defined. They run with an empty search path, so that every name comes with
/// its schema. Source: PostgreSQL 15 manual, 9.26 (pg_get_indexdef, pg_get_constraintdef) and 53.26 (pg_index).
/// </summary>
internal static class IndexQueries
{
    /// <summary>What the user lacks for putting things back into the table $1; empty where nothing.</summary>
    public const string Rights = """
        SELECT CASE
            WHEN NOT pg_has_role(c.relowner, 'USAGE') THEN 'the user doesn''t own it'
            WHEN NOT has_schema_privilege(c.relnamespace, 'CREATE') THEN
                'the user may not create anything in the schema ' || c.relnamespace::regnamespace
            WHEN c.relkind <> 'r' THEN 'it is no ordinary table'
            ELSE '' END
        FROM pg_class c WHERE c.oid = $1
        """;

    /// <summary>
    /// Of each index but the primary key's: name, schema, whether unique, the constraint's name (empty for none), how
    /// to make it, why it stays (empty for nothing), and its columns, each in a line. Oldest first, as the planner
    /// meets them.
    /// </summary>
    public const string Indexes = """
        SELECT x.relname, quote_ident(n.nspname), i.indisunique::int, coalesce(k.conname, ''),
            -- TABLESPACE has its place before WHERE, and pg_get_indexdef leaves it out.
            CASE WHEN t.spcname IS NULL THEN d.def
                 WHEN i.indpred IS NULL THEN d.def || ' TABLESPACE ' || quote_ident(t.spcname)
                 ELSE left(d.def, -length(d.condition)) || ' TABLESPACE ' || quote_ident(t.spcname) || d.condition END
            || CASE WHEN k.oid IS NULL THEN '' ELSE
                format(E';\nALTER TABLE ONLY %s ADD CONSTRAINT %I UNIQUE USING INDEX %I', i.indrelid::regclass,
                k.conname, x.relname)
                || CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END || CASE WHEN k.condeferred THEN
                    ' INITIALLY DEFERRED' ELSE '' END END
            || coalesce(E';\nCOMMENT ON INDEX ' || x.oid::regclass || ' IS ' || quote_literal(obj_description(x.oid,
                'pg_class')), '')
            || coalesce(E';\nCOMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || i.indrelid::regclass ||
                ' IS ' || quote_literal(obj_description(k.oid, 'pg_constraint')), '')
            || coalesce((SELECT string_agg(format(E';\nALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s',
                x.oid::regclass, a.attnum, a.attstattarget), '' ORDER BY a.attnum)
                FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attnum > 0 AND a.attstattarget >= 0), '')
            || CASE WHEN i.indisclustered THEN format(E';\nALTER TABLE %s CLUSTER ON %I', i.indrelid::regclass,
                x.relname) ELSE '' END,
            CASE
            WHEN NOT (i.indisvalid AND i.indisready AND i.indislive) THEN 'it is not valid'
            WHEN i.indisreplident THEN 'it is the replica identity'
            WHEN i.indisexclusion OR k.contype NOT IN ('u') THEN 'its constraint is no plain unique one'
            WHEN x.relispartition OR k.conislocal = false OR k.coninhcount > 0 THEN
                'it is part of another table''s index'
            WHEN EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = x.oid) THEN
                'a foreign key refers to it'
            WHEN t.oid IS NOT NULL AND NOT has_tablespace_privilege(t.oid, 'CREATE') THEN
                'the user may not create anything in the tablespace ' || t.spcname
            WHEN i.indpred IS NOT NULL AND t.oid IS NOT NULL AND right(d.def, length(d.condition)) <> d.condition THEN
                'its definition can''t be put together'
            WHEN EXISTS (SELECT FROM pg_depend p WHERE p.deptype NOT IN ('i', 'P', 'S')
                AND (p.refclassid = 'pg_class'::regclass AND p.refobjid = x.oid OR p.refclassid =
                    'pg_constraint'::regclass AND p.refobjid = k.oid)
                AND NOT (p.classid = 'pg_class'::regclass AND p.objid = x.oid)) THEN 'something else depends on it'
            WHEN EXISTS (SELECT FROM pg_depend p WHERE p.classid = 'pg_class'::regclass AND p.objid = x.oid AND
                p.deptype IN ('e', 'x')) THEN 'it belongs to an extension'
            ELSE '' END,
            coalesce((SELECT string_agg(a.attname, E'\n' ORDER BY u.place) FROM unnest(i.indkey::int2[]) WITH
                ORDINALITY AS u (number, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.number WHERE u.place <= i.indnkeyatts
                    AND NOT 0 = ANY (i.indkey::int2[])), '')
        FROM pg_index i
        JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_namespace n ON n.oid = x.relnamespace
        LEFT JOIN pg_constraint k ON k.conindid = x.oid AND k.contype IN ('p', 'u', 'x') AND k.conrelid = i.indrelid
        LEFT JOIN pg_tablespace t ON t.oid = x.reltablespace
        CROSS JOIN LATERAL (SELECT pg_get_indexdef(x.oid), ' WHERE ' || pg_get_expr(i.indpred, i.indrelid)) AS d (def,
            condition)
        WHERE i.indrelid = $1 AND NOT i.indisprimary ORDER BY x.oid
        """;

    /// <summary>Of each foreign key: name, how to declare it, why it stays, its columns. Oldest first.</summary>
    public const string ForeignKeys = """
        SELECT k.conname,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
            || coalesce(E';\nCOMMENT ON CONSTRAINT ' || quote_ident(k.conname) || ' ON ' || k.conrelid::regclass ||
                ' IS ' || quote_literal(obj_description(k.oid, 'pg_constraint')), ''),
            CASE
            WHEN NOT k.convalidated THEN 'it is not validated'
            WHEN NOT k.conislocal OR k.coninhcount > 0 OR k.conparentid <> 0 THEN 'it is part of another table''s key'
            WHEN EXISTS (SELECT FROM pg_trigger g WHERE g.tgconstraint = k.oid AND g.tgenabled <> 'O') THEN
                'its triggers are switched'
            WHEN NOT has_table_privilege(k.confrelid, 'REFERENCES') OR NOT pg_has_role(r.relowner, 'USAGE') AND NOT
                has_table_privilege(k.confrelid, 'SELECT') THEN 'the user may not refer to ' || k.confrelid::regclass
            WHEN r.relkind <> 'r' THEN 'it refers to a partitioned table'
            WHEN (SELECT count(*) FROM pg_index i WHERE i.indrelid = k.confrelid AND i.indisunique AND i.indpred IS
                NULL AND i.indnkeyatts = cardinality(k.confkey)
                AND (SELECT array_agg(c ORDER BY c) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS u (c, p) WHERE p
                    <= i.indnkeyatts) = (SELECT array_agg(c ORDER BY c) FROM unnest(k.confkey) AS c)) <> 1
                THEN 'the server could take another index for it'
            WHEN EXISTS (SELECT FROM pg_depend p WHERE p.refclassid = 'pg_constraint'::regclass AND p.refobjid = k.oid
                AND p.deptype <> 'i') THEN 'something else depends on it'
            ELSE '' END,
            (SELECT string_agg(a.attname, E'\n' ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY AS u (number,
                place) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number)
        FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
        WHERE k.contype = 'f' AND k.conrelid = $1 ORDER BY k.oid
        """;
}
