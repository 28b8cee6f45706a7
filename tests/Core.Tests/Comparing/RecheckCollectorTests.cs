using PidMigration.Comparing;

namespace PidMigration.Core.Tests.Comparing;

public sealed class RecheckCollectorTests
{
    [Fact]
    public void Keeps_the_keys_of_rows_that_one_side_lacks_and_passes_on_the_others()
    {
        var next = new RecordingSink();
        var recheck = new RecheckCollector(
            new KeyComparer([
                new KeyColumn(1, ComparePlans.Id, KeyOrder.Number),
                new KeyColumn(0, ComparePlans.Name, KeyOrder.Text),
            ]),
            next
        );
        recheck.Missing(TestRows.Batch("a|1|x", "b|2|y"), 1);
        recheck.Extra(TestRows.Batch("c|3|∅"), 0);
        recheck.Changed(TestRows.Batch("d|4|x"), 0, TestRows.Batch("d|4|y"), 0);
        Assert.Equal(["2|b", "3|c"], TestRows.Read(recheck.Keys));
        Assert.Equal(["changed d|4|x to d|4|y"], next.Seen);
    }
}
