using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Core.Tests.Databases;
using PidMigration.Databases;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Comparing;

public class DigestCompareTests
{
    private static readonly Column[] Source =
    [
        new("id", "integer", ValueKind.Integer),
        new("name", "text", ValueKind.Text) { Nullable = true },
        new("active", "boolean", ValueKind.Boolean),
        new("at", "timestamp with time zone", ValueKind.Instant) { Scale = 6 },
    ];

    private static readonly Column[] Target =
    [
        new("id", "int", ValueKind.Integer),
        new("name", "longtext", ValueKind.Text) { Nullable = true, CharacterSet = "utf8mb4" },
        new("active", "tinyint(1)", ValueKind.Boolean),
        new("at", "datetime(6)", ValueKind.Timestamp) { Scale = 6 },
    ];

    [Fact]
    public void Django_tables_can_be_compared_by_digests_even_with_triggers() =>
        Assert.True(
            IsPossible(Source, AllowedChanges.None.With(AllowedChange.FireTriggers)),
            "The comparison would read all values."
        );

    [Fact]
    public void An_allowed_change_rules_out_digests() =>
        Assert.False(IsPossible(Source, new AllowedChanges(["t.name=StripNul"])), "The digests were trusted.");

    [Fact]
    public void A_kind_without_a_common_text_rules_out_digests() =>
        Assert.False(
            IsPossible([.. Source, new("real", "double precision", ValueKind.Float64)], AllowedChanges.None),
            "The digests were trusted."
        );

    private static bool IsPossible(Column[] columns, AllowedChanges allowances)
    {
        Column[] others = columns.Length == Source.Length ? Target : [.. Target, columns[^1]];
        var (from, into) = (Dialect("postgresql://h/d"), Dialect("mysql://h/d"));
        var catalog = new DatabaseCatalog(
            new DatabaseInfo(DatabaseEngine.MySql, "MariaDB", "10.11", "m"),
            [Table(null, others)],
            [],
            []
        );
        var model = new PidModel
        {
            Name = "t",
            Definition = Table("public", columns),
            Group = default,
        };
        var (plan, findings) = new SchemaMatcher(
            TestTraits.PostgreSql,
            TestTraits.MySql,
            TableMatches.Of([model], catalog, "m"),
            "p",
            "m",
            allowances
        ).Match(model);
        Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        return DigestCompare.IsPossible(new ComparePlanner(new CompareOptions { Fast = true }, from, into).Plan(plan!));
    }

    private static Table Table(string? schema, Column[] columns) =>
        new(new TableName(schema, "t"), columns) { PrimaryKey = ["id"] };

    private static Dialect Dialect(string address) => new Database(AddressParser.Parse(address)).Dialect;
}
