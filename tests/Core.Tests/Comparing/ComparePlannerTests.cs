using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Comparing;

public sealed class ComparePlannerTests
{
    private static readonly Column Updated = new("updated_at", "timestamp", ValueKind.Timestamp) { Nullable = true };
    private static readonly Column Created = new("created", "timestamp", ValueKind.Timestamp);

    [Fact]
    public void Without_options_all_rows_are_compared()
    {
        var plan = Plan(new CompareOptions());
        Assert.Equal((null, null, false), (plan.Source.Where, plan.Target.Where, plan.IsConditional));
    }

    [Fact]
    public void A_condition_may_hold_on_one_side_only()
    {
        var plan = Plan(new CompareOptions { Where = "a = 1 -- new" });
        Assert.Equal(("a = 1 -- new\n", "a = 1 -- new\n"), (plan.Source.Where, plan.Target.Where));
        Assert.True(plan.IsConditional, "A row may differ in just what the condition asks.");
    }

    [Fact]
    public void Keys_after_one_are_the_same_on_both_sides()
    {
        var plan = Plan(new CompareOptions { Since = new SinceValue(17) });
        Assert.Equal(("\"id\" > 17", "`id` > 17"), (plan.Source.Where, plan.Target.Where));
        Assert.False(plan.IsConditional, "The key is the same on both sides.");
    }

    [Fact]
    public void An_instant_goes_by_the_last_change()
    {
        var plan = Plan(new CompareOptions { Since = new SinceValue("2016-03-01T10:20:30Z") });
        Assert.Equal("(\"updated_at\" >= '2016-03-01 10:20:30' OR \"updated_at\" IS NULL)", plan.Source.Where);
        Assert.True(plan.IsConditional, "One side may have changed later.");
    }

    [Fact]
    public void A_named_column_counts_in_place_of_the_usual_ones()
    {
        var options = new CompareOptions { Since = new SinceValue("2016-03-01"), UpdatedColumn = "CREATED" };
        Assert.Equal("\"created\" >= '2016-03-01 00:00:00'", Plan(options).Source.Where);
    }

    [Fact]
    public void All_options_are_joined()
    {
        var plan = Plan(
            new CompareOptions
            {
                Where = "x",
                Since = new SinceValue(17),
                Sample = 10,
            }
        );
        Assert.Equal("((x) AND (\"id\" > 17)) AND (\"id\" % 10 = 0)", plan.Source.Where);
    }

    [Theory]
    [InlineData("", "the table has no primary key")]
    [InlineData("id kind", "not a single number")]
    public void A_key_after_which_to_begin_has_to_be_one_number(string key, string why)
    {
        var error = Assert.Throws<MigrationException>(() =>
            Plan(
                new CompareOptions { Since = new SinceValue(17) },
                key.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
        );
        Assert.Equal("PID1403", error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_not_sampled_by_a_key_of_several_columns() =>
        Assert.Null(Plan(new CompareOptions { Sample = 10 }, ["id", "kind"]).Source.Where);

    private static ComparePlan Plan(CompareOptions options) => Plan(options, ["id"]);

    private static ComparePlan Plan(CompareOptions options, string[] key) =>
        new ComparePlanner(
            options,
            ComparePlans.Dialect(ComparePlans.PostgreSql),
            ComparePlans.Dialect(ComparePlans.MySql)
        ).Plan(
            ComparePlans.Copy([ComparePlans.Id, new Column("kind", "int", ValueKind.Integer), Updated, Created], key)
        );
}
