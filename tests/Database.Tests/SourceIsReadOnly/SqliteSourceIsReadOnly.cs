using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.SourceIsReadOnly;

public sealed class Sqlite_source_is_read_only : SourceIsReadOnlyContract<SqliteServer>
{
    private protected override IEnumerable<string> Unlock =>
        ["", "COMMIT;", "COMMIT; PRAGMA query_only = OFF;", "PRAGMA writable_schema = ON;", "VACUUM;"];

    private protected override IEnumerable<string> OwnEscapes =>
        [
            "1 = 1); VACUUM INTO '/tmp/pidmigration_escaped.db'; --",
            "name = \"a",
            "name = [a",
            "name = `a",
            "1 = 1); PRAGMA query_only = OFF; DELETE FROM thing; --",
            "name = @name",
        ];

    private protected override IEnumerable<string> OwnHarmless =>
        ["\"name\" = 'b'", "[name] = 'b' AND name <> ';'", "`name` = 'b'", "name = 'b' AND name <> '\\'"];

    private protected override string Writers => "CREATE TABLE written (a integer);";

    private protected override IEnumerable<string> Writing =>
        [
            "load_extension('x') = 1",
            "writefile('/tmp/pidmigration_escaped', 'x') > 0",
            "id IN (INSERT INTO written VALUES (1) RETURNING a)",
            "id IN (SELECT * FROM pragma_query_only(0))",
        ];

    private protected override IEnumerable<string> Options =>
        [
            "Mode=ReadWrite",
            "Mode=ReadWriteCreate",
            "Mode=Memory",
            "Data%20Source=/tmp/pidmigration_elsewhere.db",
            "Cache=Shared",
        ];

    private protected override string State =>
        "SELECT name FROM thing ORDER BY id; SELECT * FROM sqlite_sequence; SELECT name FROM sqlite_master;";
}
