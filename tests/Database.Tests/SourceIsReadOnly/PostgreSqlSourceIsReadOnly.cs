using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.SourceIsReadOnly;

public sealed class PostgreSql_source_is_read_only : SourceIsReadOnlyContract<PostgreSqlServer>
{
    private protected override IEnumerable<string> Unlock =>
        [
            "",
            "COMMIT;",
            "COMMIT; SET default_transaction_read_only = off;",
            "COMMIT; BEGIN READ WRITE;",
            "ROLLBACK; START TRANSACTION READ WRITE;",
            "SET TRANSACTION READ WRITE;",
            "COMMIT; RESET ALL;",
            "END; SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE;",
        ];

    private protected override IEnumerable<string> OwnEscapes =>
        [
            "1 = 1)) TO STDOUT; COMMIT; BEGIN READ WRITE; DELETE FROM thing; COMMIT; --",
            "1 = 1) TO STDOUT; DELETE FROM thing; COPY (SELECT 1 WHERE (1 = 1",
            "$$x$$ = $$x$$); DELETE FROM thing; --",
            "1 = 1) FOR UPDATE; --",
            "1 = 1 /* /* */",
            "U&'\\0027' = ''); COMMIT; --",
        ];

    private protected override IEnumerable<string> OwnHarmless =>
        [
            "name = 'b' AND name <> E'\\'); DELETE FROM thing; --'",
            "name = $x$b$x$ AND name <> $$'); DELETE FROM thing; --$$",
            "id = 2 /* a /* nested */ one; */",
            "name = 'b' AND name <> '\\'",
        ];

    private protected override string Writers =>
        """
            CREATE SEQUENCE counter; CREATE TABLE written (a integer);
            CREATE FUNCTION writes() RETURNS boolean LANGUAGE sql VOLATILE AS
                'INSERT INTO written VALUES (1); SELECT true';
            CREATE FUNCTION lies() RETURNS boolean LANGUAGE plpgsql STABLE AS
                'BEGIN PERFORM set_config(''transaction_read_only'', ''off'', true);
                PERFORM nextval(''counter''); RETURN true; END';
            CREATE FUNCTION defines() RETURNS boolean LANGUAGE plpgsql VOLATILE AS
                'BEGIN EXECUTE ''CREATE TABLE more (a integer)''; RETURN true; END';
            CREATE FUNCTION deletes() RETURNS boolean LANGUAGE plpgsql VOLATILE SET default_transaction_read_only = off
                AS 'BEGIN DELETE FROM thing; RETURN true; END';
            """;

    private protected override IEnumerable<string> Writing =>
        [
            "nextval('counter') > 0",
            "setval('counter', 7) > 0",
            "setval(pg_get_serial_sequence('thing', 'id'), 99) > 0",
            "writes()",
            "lies()",
            "defines()",
            "deletes()",
            "set_config('transaction_read_only', 'off', false) = 'off'",
        ];

    private protected override IEnumerable<string> Options =>
        [
            "options=-c%20default_transaction_read_only%3Doff",
            "options=-c%20transaction_read_only%3Doff",
            "Pooling=true",
            "Multiplexing=false",
        ];

    private protected override string State =>
        """
            SELECT name FROM thing ORDER BY id;
            SELECT last_value, is_called FROM thing_id_seq;
            SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 2;
            SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1;
            SELECT oid FROM pg_largeobject_metadata;
            """;
}
