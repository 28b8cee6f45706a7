using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Core.Tests.Comparing;

public sealed class KeyComparerTests
{
    [Theory]
    [InlineData("9", "10")]
    [InlineData("-10", "-9")]
    [InlineData("9223372036854775807", "18446744073709551615")]
    [InlineData("∅", "-5")]
    public void Numbers_are_ordered_by_value(string small, string large) => AssertOrder(KeyOrder.Number, small, large);

    [Theory]
    [InlineData("10", "9")]
    [InlineData("B", "a")]
    [InlineData("a", "é")]
    [InlineData("", "a")]
    [InlineData("∅", "")]
    public void Texts_are_ordered_by_their_bytes(string small, string large) =>
        AssertOrder(KeyOrder.Text, small, large);

    [Theory]
    [InlineData("0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9", "0a1b2c3d4e5f60718293a4b5c6d7e8fa")]
    [InlineData("0a1b2c3d4e5f60718293a4b5c6d7e8f9", "1A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9")]
    public void Uuids_are_ordered_by_their_digits(string small, string large) =>
        AssertOrder(KeyOrder.Uuid, small, large);

    [Fact]
    public void A_uuid_is_the_same_in_every_form()
    {
        var keys = new RowBatch(1, 64);
        keys.Append("0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"u8);
        keys.Append("0a1b2c3d4e5f60718293a4b5c6d7e8f9"u8);
        keys.Append(Convert.FromHexString("0a1b2c3d4e5f60718293a4b5c6d7e8f9"));
        var comparer = Comparer(KeyOrder.Uuid);
        Assert.Equal((0, 0), (comparer.Compare(keys, 0, keys, 1), comparer.Compare(keys, 1, keys, 2)));
    }

    [Theory]
    [InlineData("1|b", "2|a", -1)]
    [InlineData("2|a", "2|b", -1)]
    [InlineData("2|b", "2|b", 0)]
    [InlineData("10|a", "9|z", 1)]
    [InlineData("2|∅", "2|a", -1)]
    [InlineData("2|∅", "2|∅", 0)]
    public void The_first_column_that_differs_decides(string row, string other, int expected)
    {
        var comparer = Comparer(KeyOrder.Number, KeyOrder.Text);
        var (a, b) = (TestRows.Batch(row), TestRows.Batch(other));
        Assert.Equal(expected, Math.Sign(comparer.Compare(a, 0, b, 0)));
        Assert.Equal(-expected, Math.Sign(comparer.Compare(b, 0, a, 0)));
    }

    [Fact]
    public void Columns_that_are_no_part_of_the_key_do_not_count()
    {
        var comparer = new KeyComparer([new KeyColumn(1, ComparePlans.Id, KeyOrder.Number)]);
        Assert.Equal(0, comparer.Compare(TestRows.Batch("a|7|x"), 0, TestRows.Batch("b|7|y"), 0));
    }

    [Theory]
    [InlineData(Integer, Integer, nameof(KeyOrder.Number))]
    [InlineData(Integer, ValueKind.Decimal, nameof(KeyOrder.Number))]
    [InlineData(Date, Date, nameof(KeyOrder.Value))]
    [InlineData(Timestamp, Instant, nameof(KeyOrder.Value))]
    [InlineData(Integer, Text, nameof(KeyOrder.Text))]
    [InlineData(Date, Text, nameof(KeyOrder.Text))]
    [InlineData(Text, Text, nameof(KeyOrder.Text))]
    [InlineData(ValueKind.Uuid, FixedText, nameof(KeyOrder.Uuid))]
    [InlineData(Bytes, ValueKind.Uuid, nameof(KeyOrder.Uuid))]
    public void The_order_is_one_that_both_sides_can_make(ValueKind source, ValueKind target, string expected) =>
        Assert.Equal(expected, KeySortOrder.For(new Column("k", "", source), new Column("k", "", target)).ToString());

    [Theory]
    [InlineData(Duration, Text)]
    [InlineData(Text, ValueKind.Network)]
    public void What_is_spelled_in_two_ways_has_no_shared_order(ValueKind source, ValueKind target) =>
        Assert.False(
            KeySortOrder.IsShared(new Column("k", "", source), new Column("k", "", target)),
            $"{source} and {target} share an order."
        );

    private static KeyComparer Comparer(params KeyOrder[] orders) =>
        new([.. orders.Select((o, i) => new KeyColumn(i, ComparePlans.Id, o))]);

    private static void AssertOrder(KeyOrder order, string small, string large)
    {
        var comparer = Comparer(order);
        var (a, b) = (TestRows.Batch(small), TestRows.Batch(large));
        Assert.Equal(
            (-1, 1, 0),
            (
                Math.Sign(comparer.Compare(a, 0, b, 0)),
                Math.Sign(comparer.Compare(b, 0, a, 0)),
                Math.Sign(comparer.Compare(a, 0, a, 0))
            )
        );
    }
}
