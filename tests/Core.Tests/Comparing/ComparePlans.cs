using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Comparing;

/// <summary>Plans of a table t that is called the same on both sides.</summary>
internal static class ComparePlans
{
    public const string PostgreSql = "postgresql://h/d";
    public const string MySql = "mysql://h/d";
    public const string Sqlite = "sqlite:///tmp/d.db";

    public static readonly Column Id = new("id", "int", ValueKind.Integer);
    public static readonly Column Name = new("name", "text", ValueKind.Text) { Nullable = true };

    public static Dialect Dialect(string address) => DatabaseAt(address).Dialect;

    /// <summary>What a copy makes of a table's columns.</summary>
    public static ModelPlan Copy(
        IReadOnlyList<Column> columns,
        IReadOnlyList<string> key,
        IReadOnlyList<Column>? targetColumns = null,
        string source = PostgreSql,
        string target = PostgreSql
    )
    {
        var into = DatabaseAt(target);
        var theirs = Table(targetColumns ?? columns, key);
        var catalog = new DatabaseCatalog(new DatabaseInfo(into.Address.Engine, "server", "1", "d"), [theirs], [], []);
        var model = new PidModel
        {
            Name = "t",
            Definition = Table(columns, key),
            Group = default,
        };
        var matcher = new SchemaMatcher(
            DatabaseAt(source).Traits,
            into.Traits,
            TableMatches.Of([model], catalog, "d"),
            "s",
            "d",
            AllowedChanges.None.With(AllowedChange.NoRollback)
        );
        var (plan, findings) = matcher.Match(model);
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Message);
        Assert.True(plan is not null, string.Join("\n", errors));
        return plan;
    }

    /// <summary>The comparison of a table.</summary>
    public static ComparePlan Compare(
        IReadOnlyList<Column> columns,
        IReadOnlyList<string> key,
        IReadOnlyList<Column>? targetColumns = null,
        string source = PostgreSql,
        string target = PostgreSql
    ) => ComparePlan.For(Copy(columns, key, targetColumns, source, target), Dialect(source), Dialect(target));

    private static Database DatabaseAt(string address) => new(AddressParser.Parse(address));

    public static Table Table(IReadOnlyList<Column> columns, IReadOnlyList<string> key) =>
        new(new TableName(null, "t"), columns) { PrimaryKey = key };
}
