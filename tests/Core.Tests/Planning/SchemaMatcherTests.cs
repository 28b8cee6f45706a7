using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Core.Tests.Databases;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Planning;

/// <summary>One model against one table, column by column: the plan, or the errors that prevent it.</summary>
public sealed class SchemaMatcherTests
{
    private static readonly Column Id = new("id", "integer", ValueKind.Integer) { Bytes = 4 };
    private static readonly Column Name = new("name", "text", ValueKind.Text);
    private static readonly Column Tags = new("tags", "text[]", ValueKind.Composite);
    private static readonly Column Json = new("tags", "jsonb", ValueKind.Json);

    public static TheoryData<string, Column[], Column[], string> Refused =>
        new()
        {
            { "the target lacks a column", [Id, Name], [Id], "PID1203" },
            { "the target has a column that needs a value", [Id], [Id, Name], "PID1204" },
            {
                "no rule converts the types",
                [Id, Name],
                [Id, new Column("name", "integer", ValueKind.Integer)],
                "PID1205"
            },
            { "only an allowed change converts the types", [Id, Tags], [Id, Json], "PID1208" },
            { "two columns differ only by case", [Id, Name, Name with { Name = "Name" }], [Id, Name], "PID1210" },
            {
                "a name fits two columns of the target",
                [Id, Name with { Name = "NAME" }],
                [Id, Name, Name with { Name = "Name" }],
                "PID1218"
            },
            { "the target computes the column", [Id, Name], [Id, Name with { Generated = true }], "PID1207" },
            { "the user may not read a column", [Id, Name with { IsReadable = false }], [Id, Name], "PID1307" },
        };

    [Theory, MemberData(nameof(Refused))]
    public void A_schema_that_does_not_fit_yields_an_error_and_no_plan(
        string why,
        Column[] source,
        Column[] target,
        string code
    )
    {
        var (plan, findings) = Match(source, target);
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => f.Code);
        Assert.True(errors.Contains(code), $"{why}: {code} was expected among {string.Join(", ", errors)}.");
        Assert.Null(plan);
    }

    [Fact]
    public void Columns_are_mapped_by_name_in_the_order_of_the_source()
    {
        var (plan, findings) = Match([Id, Name], [Name with { Name = "NAME" }, Id]);
        Assert.Empty(findings);
        Assert.Equal(["id → id", "name → NAME"], plan!.Columns.Select(c => $"{c.Source.Name} → {c.Target.Name}"));
        Assert.Equal([0], plan.KeyFields);
    }

    [Fact]
    public void A_column_with_a_default_that_the_source_lacks_is_a_warning()
    {
        var (plan, findings) = Match([Id], [Id, Name with { HasDefault = true }]);
        Assert.Equal(("PID1211", FindingSeverity.Warning), findings.Select(f => (f.Code, f.Severity)).Single());
        Assert.NotNull(plan);
    }

    [Fact]
    public void A_generated_column_and_a_key_made_by_the_server_are_not_copied()
    {
        var total = new Column("total", "integer", ValueKind.Integer) { Generated = true };
        var own = new Column("my_row_id", "bigint", ValueKind.Integer) { IsServerKey = true };
        var (plan, findings) = Match([Id, total, own], [Id, total]);
        Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal(["id"], plan!.Columns.Select(c => c.Source.Name));
    }

    [Fact]
    public void An_allowed_change_of_a_column_makes_its_pair_possible_and_is_noted_in_the_plan()
    {
        Column[] source = [Id, Tags];
        Column[] target = [Id, Json];
        var error = Match(source, target).Findings.Single(f => f.Code == "PID1208");
        var change = Enum.GetNames<AllowedChange>().Single(n => error.Message.Contains(n, StringComparison.Ordinal));
        var (plan, findings) = Match(source, target, new AllowedChanges([$"t.tags={change}"]));
        Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal([change], plan!.Columns[1].Allowed.Select(a => a.ToString()));
        // Allowed for another column, it changes nothing here.
        Assert.Null(Match(source, target, new AllowedChanges([$"t.id={change}"])).Plan);
    }

    [Fact]
    public void A_model_without_a_table_is_an_error()
    {
        var model = Model("t", [Id]);
        var matcher = Matcher([model], [Table("other", [Id])], AllowedChanges.None);
        var (plan, findings) = matcher.Match(model);
        Assert.Equal("PID1202", Assert.Single(findings).Code);
        Assert.Null(plan);
    }

    [Fact]
    public void Two_models_that_would_share_a_table_are_both_refused()
    {
        PidModel[] models = [Model("Orders", [Id]), Model("orders", [Id])];
        var matcher = Matcher(models, [Table("orders", [Id])], AllowedChanges.None);
        Assert.All(models, m => Assert.Equal("PID1209", Assert.Single(matcher.Match(m).Findings).Code));
    }

    private static (ModelPlan? Plan, IReadOnlyList<PidFinding> Findings) Match(
        Column[] source,
        Column[] target,
        AllowedChanges? allowed = null
    )
    {
        var model = Model("t", source);
        return Matcher([model], [Table("t", target)], allowed ?? AllowedChanges.None).Match(model);
    }

    private static SchemaMatcher Matcher(PidModel[] models, Table[] tables, AllowedChanges allowed)
    {
        var info = new DatabaseInfo(DatabaseEngine.PostgreSql, "PostgreSQL", "15", "target");
        var matches = TableMatches.Of(models, new DatabaseCatalog(info, tables, [], []), "target");
        return new SchemaMatcher(TestTraits.MySql, TestTraits.PostgreSql, matches, "source", "target", allowed);
    }

    private static PidModel Model(string name, Column[] columns) =>
        new()
        {
            Name = name,
            Group = ModelGroup.Other,
            Definition = Table(name, columns),
        };

    private static Table Table(string name, Column[] columns) =>
        new(new TableName(null, name), columns) { PrimaryKey = ["id"] };
}
