using PidMigration.Catalog;
using PidMigration.Core.Tests.Comparing;
using PidMigration.Verifying;

namespace PidMigration.Core.Tests.Verifying;

public sealed class WrittenRowsTests
{
    [Theory]
    [InlineData("id", false, false, false)]
    [InlineData("id", true, false, true)]
    [InlineData("id", false, true, false)]
    [InlineData("code", false, true, true)]
    [InlineData("code", false, false, false)]
    [InlineData("id code", false, true, true)]
    public void Others_may_lose_what_they_reference_when_rows_go_or_change_what_is_not_their_key(
        string referenced,
        bool deleted,
        bool updated,
        bool expected
    )
    {
        var table = ComparePlans.Table([ComparePlans.Id, ComparePlans.Id with { Name = "code" }], ["id"]);
        var columns = referenced.Split(' ');
        var key = new ForeignKey("fk", columns, table.Name, columns, false);
        Assert.Equal(expected, new WrittenRows(table, [], deleted, updated).MayBreak(key));
    }
}
