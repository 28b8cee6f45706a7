using PidMigration.Comparing;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Comparing;

public class KeyRangeTests
{
    [Fact]
    public void An_open_range_has_no_bound_in_its_condition()
    {
        var dialect = new Database(AddressParser.Parse("postgresql://h/d")).Dialect;
        string Of(long first, long last) => KeyRange.Condition([new KeyRange(first, last)], dialect, "id");
        Assert.Equal("(\"id\" BETWEEN -5 AND 7)", Of(-5, 7));
        Assert.Equal("(\"id\" <= 7)", Of(long.MinValue, 7));
        Assert.Equal("(\"id\" >= 8)", Of(8, long.MaxValue));
        Assert.Equal("(1 = 1)", Of(long.MinValue, long.MaxValue));
    }

    [Fact]
    public void Groups_cover_every_key_once_and_are_clipped_to_their_range()
    {
        for (long key = -2000; key <= 2000; key++)
        {
            var group = KeyRange.OfGroup(key / 256, 256);
            Assert.InRange(key, group.First, group.Last);
        }

        Assert.Equal(new KeyRange(300, 511), KeyRange.OfGroup(1, 256).Within(new KeyRange(300, 5000)));
        Assert.Equal(new KeyRange(512, 600), KeyRange.OfGroup(2, 256).Within(new KeyRange(300, 600)));
    }

    [Fact]
    public void Adjacent_ranges_are_merged_up_to_the_extreme_keys() =>
        Assert.Equal(
            [new KeyRange(long.MinValue, 20), new KeyRange(30, long.MaxValue)],
            KeyRange.Join([
                new KeyRange(40, long.MaxValue),
                new KeyRange(long.MinValue, 10),
                new KeyRange(11, 20),
                new KeyRange(30, 39),
                new KeyRange(50, 60),
            ])
        );
}
