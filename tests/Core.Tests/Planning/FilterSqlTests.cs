using PidMigration.Catalog;
using PidMigration.Core.Tests.Comparing;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Planning;

/// <summary>The conditions of -Where, -Since and -Resume, as each engine gets them.</summary>
public sealed class FilterSqlTests
{
    private static readonly Column Created = new("created", "timestamp", ValueKind.Timestamp);
    private static readonly Column Modified = new("modified", "timestamp", ValueKind.Timestamp) { Nullable = true };

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "\"id\" > 17")]
    [InlineData(ComparePlans.MySql, "`id` > 17")]
    [InlineData(ComparePlans.Sqlite, "\"id\" > 17")]
    public void Since_a_key(string address, string expected) =>
        Assert.Equal(
            expected,
            SinceFilter.ToSql(Model([ComparePlans.Id], "id"), new SinceValue(17), ComparePlans.Dialect(address))
        );

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "\"created\" >= '2016-03-01 10:20:30.5'")]
    [InlineData(ComparePlans.MySql, "`created` >= _utf8mb4 X'323031362D30332D30312031303A32303A33302E35'")]
    [InlineData(ComparePlans.Sqlite, "\"created\" >= '2016-03-01 10:20:30.5'")]
    public void Since_an_instant_by_the_creation(string address, string expected) =>
        Assert.Equal(
            expected,
            SinceFilter.ToSql(
                Model([ComparePlans.Id, Modified, Created], "id"),
                new SinceValue("2016-03-01T10:20:30.500Z"),
                ComparePlans.Dialect(address)
            )
        );

    [Theory]
    [InlineData("modified")]
    [InlineData("last_modified")]
    public void Since_an_instant_by_the_last_change_where_there_is_no_creation(string name) =>
        Assert.Equal(
            $"(\"{name}\" >= '2016-03-01 00:00:00' OR \"{name}\" IS NULL)",
            SinceFilter.ToSql(
                Model([ComparePlans.Id, Modified with { Name = name }], "id"),
                new SinceValue("2016-03-01"),
                ComparePlans.Dialect(ComparePlans.PostgreSql)
            )
        );

    [Fact]
    public void Since_an_instant_means_all_rows_of_a_model_that_tells_none() =>
        Assert.Null(
            SinceFilter.ToSql(
                Model([ComparePlans.Id, new Column("created", "text", ValueKind.Text)], "id"),
                new SinceValue("2016-03-01"),
                ComparePlans.Dialect(ComparePlans.PostgreSql)
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("id kind")]
    [InlineData("kind")]
    public void Since_a_key_needs_a_key_that_is_one_number(string key)
    {
        var model = Model(
            [ComparePlans.Id, new Column("kind", "text", ValueKind.Text)],
            key.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        var error = Assert.Throws<MigrationException>(() =>
            SinceFilter.ToSql(model, new SinceValue(17), ComparePlans.Dialect(ComparePlans.PostgreSql))
        );
        Assert.Equal("PID1403", error.Code);
    }

    [Fact]
    public void Where_and_since_are_joined()
    {
        var options = new PlanOptions { Where = "a = 1 OR b = 2 -- new", Since = new SinceValue(17) };
        Assert.Equal(
            "(a = 1 OR b = 2 -- new\n) AND (\"id\" > 17)",
            RowFilter.ForModel(
                Model([ComparePlans.Id], "id"),
                [],
                options,
                ComparePlans.Dialect(ComparePlans.PostgreSql)
            )
        );
    }

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "\"owner_id\" IN (SELECT \"id\" FROM \"owner\" WHERE (a = 1))")]
    [InlineData(ComparePlans.MySql, "`owner_id` IN (SELECT `id` FROM `owner` WHERE (a = 1))")]
    public void Where_of_a_through_table_means_the_rows_of_its_owner(string address, string expected)
    {
        var owner = Model([ComparePlans.Id], "id") with { Name = "owner" };
        owner = owner with { Definition = owner.Definition with { Name = new TableName(null, "owner") } };
        var through = Model([ComparePlans.Id, ComparePlans.Id with { Name = "owner_id" }], "id") with
        {
            Owner = "owner",
        };
        through = through with
        {
            Definition = through.Definition with
            {
                ForeignKeys = [new ForeignKey("fk", ["owner_id"], owner.Definition.Name, ["id"], false)],
            },
        };
        var options = new PlanOptions { Where = "a = 1" };
        Assert.Equal(expected, RowFilter.ForModel(through, [owner, through], options, ComparePlans.Dialect(address)));
        Assert.Equal(owner.Definition.Name, RowFilter.TableOf(through, [owner, through]));
    }

    [Theory]
    [InlineData(ComparePlans.PostgreSql, "\"id\" > 17")]
    [InlineData(ComparePlans.MySql, "`id` > 17")]
    [InlineData(ComparePlans.Sqlite, "\"id\" > 17")]
    public void After_a_key_of_one_column(string address, string expected) =>
        Assert.Equal(expected, After(address, "17"));

    [Theory]
    [InlineData(
        ComparePlans.PostgreSql,
        "\"id\" >= 17 AND ((\"id\" > 17) OR (\"id\" = 17 AND \"name\" COLLATE \"C\" > 'O''x'))"
    )]
    [InlineData(
        ComparePlans.MySql,
        "`id` >= 17 AND ((`id` > 17) OR (`id` = 17 "
            + "AND CAST(`name` AS BINARY) > CAST(CONVERT(_utf8mb4 X'4F2778' USING utf8mb4) AS BINARY)))"
    )]
    [InlineData(
        ComparePlans.Sqlite,
        "\"id\" >= 17 AND ((\"id\" > 17) OR (\"id\" = 17 AND \"name\" COLLATE BINARY > 'O''x'))"
    )]
    public void After_a_key_of_two_columns(string address, string expected) =>
        Assert.Equal(expected, After(address, "17", "O'x"));

    [Fact]
    public void A_range_is_after_one_key_and_up_to_another()
    {
        Assert.Equal("(\"id\" > 5) AND (\"id\" <= 9)", Within((["5"], ["9"])));
        Assert.Equal("\"id\" <= 9", Within((null, ["9"])));
        Assert.Equal("\"id\" > 5", Within((["5"], null)));
        Assert.Null(Within((null, null)));
        Assert.Equal("((\"id\" > 5) AND (\"id\" <= 9)) OR (\"id\" > 20)", Within((["5"], ["9"]), (["20"], null)));
        Assert.Null(Within((["5"], ["9"]), (null, null)));
    }

    [Fact]
    public void Bytes_are_found_by_their_digits()
    {
        var plan = ComparePlans.Copy([new Column("id", "bytea", ValueKind.Bytes)], ["id"]);
        Assert.Equal(
            "\"id\" > '\\x00FF'::bytea",
            KeysetPredicate.After(plan, ["00ff"], ComparePlans.Dialect(ComparePlans.PostgreSql))
        );
    }

    private static string? Within(params (IReadOnlyList<string>? After, IReadOnlyList<string>? UpTo)[] ranges) =>
        KeysetPredicate
            .Within(ComparePlans.Copy([ComparePlans.Id], ["id"]), ranges, ComparePlans.Dialect(ComparePlans.PostgreSql))
            .AfterKey;

    private static string After(string address, params string[] key)
    {
        Column[] columns = [ComparePlans.Id, ComparePlans.Name with { Nullable = false }];
        string[] names = [.. columns.Take(key.Length).Select(c => c.Name)];
        return KeysetPredicate.After(ComparePlans.Copy(columns, names), key, ComparePlans.Dialect(address));
    }

    private static PidModel Model(Column[] columns, params string[] key) =>
        new()
        {
            Name = "t",
            Definition = ComparePlans.Table(columns, key),
            Group = default,
        };
}
