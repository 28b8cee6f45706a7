using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

public sealed class SqlConditionTests
{
    [Fact]
    public void Conditions_that_are_null_count_for_all_rows()
    {
        Assert.Null(SqlCondition.And());
        Assert.Null(SqlCondition.And(null, null));
        Assert.Equal("a", SqlCondition.And(null, "a"));
        Assert.Equal("(a OR b) AND (c)", SqlCondition.And("a OR b", null, "c"));
        Assert.Null(SqlCondition.Or(["a", null]));
        Assert.Equal("a", SqlCondition.Or(["a"]));
        Assert.Equal("(a) OR (b AND c)", SqlCondition.Or(["a", "b AND c"]));
    }

    [Fact]
    public void A_where_is_closed_by_itself()
    {
        Assert.Equal("", SqlCondition.Where(null));
        Assert.Equal(" WHERE (a OR b)", SqlCondition.Where("a OR b"));
    }
}
