using PidMigration.Catalog;
using PidMigration.Core.Tests.Comparing;
using PidMigration.Syncing;

namespace PidMigration.Core.Tests.Syncing;

public sealed class RowStatementsTests
{
    private static readonly Column[] Columns =
    [
        ComparePlans.Id,
        ComparePlans.Name,
        new("data", "blob", ValueKind.Bytes) { Nullable = true },
        new("active", "boolean", ValueKind.Boolean),
    ];

    [Theory]
    [InlineData(
        ComparePlans.PostgreSql,
        "DELETE FROM \"t\" WHERE ctid = (SELECT ctid FROM \"t\" WHERE \"id\" = 17 "
            + "AND (\"name\")::text COLLATE \"C\" = 'O''x' AND \"data\" = '\\x61'::bytea AND \"active\" = '1' LIMIT 1)"
    )]
    [InlineData(
        ComparePlans.MySql,
        "DELETE FROM `t` WHERE `id` = 17 AND CAST(`name` AS BINARY) = _utf8mb4 X'4F2778' "
            + "AND `data` = X'61' AND `active` = 1 LIMIT 1"
    )]
    [InlineData(
        ComparePlans.Sqlite,
        "DELETE FROM \"t\" WHERE rowid = (SELECT rowid FROM \"t\" WHERE \"id\" = 17 "
            + "AND CAST(\"name\" AS TEXT) COLLATE BINARY = 'O''x' AND \"data\" = X'61' AND \"active\" = 1 LIMIT 1)"
    )]
    public void One_row_is_deleted_by_all_of_its_values(string address, string expected) =>
        Assert.Equal(expected, Statements(address).DeleteOne(TestRows.Batch("17|O'x|a|1"), 0));

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "(\"name\")::text COLLATE \"C\" IS NULL AND \"data\" IS NULL")]
    [InlineData(ComparePlans.MySql, "CAST(`name` AS BINARY) IS NULL AND `data` IS NULL")]
    [InlineData(ComparePlans.Sqlite, "CAST(\"name\" AS TEXT) COLLATE BINARY IS NULL AND \"data\" IS NULL")]
    public void What_has_no_value_is_found_by_IS_NULL(string address, string expected) =>
        Assert.Contains(
            expected,
            Statements(address).DeleteOne(TestRows.Batch("1|x|x|1", "17|∅|∅|1"), 1),
            StringComparison.Ordinal
        );

    private static RowStatements Statements(string address) =>
        new(ComparePlans.Dialect(address), ComparePlans.Table(Columns, []), Columns);
}
