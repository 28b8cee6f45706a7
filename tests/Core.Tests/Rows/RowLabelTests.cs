using PidMigration.Core.Tests.Comparing;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public sealed class RowLabelTests
{
    private static readonly RowBatch Batch = TestRows.Batch("17|a b|x", "18|∅|y");

    [Fact]
    public void A_row_is_named_by_its_key() =>
        Assert.Equal("the row with id 17, kind 'a b'", RowLabel.Row(Batch, 0, [("id", 0), ("kind", 1)]));

    [Fact]
    public void A_key_without_a_value_says_so() =>
        Assert.Equal("id 18, kind NULL", RowLabel.Key(Batch, 1, [("id", 0), ("kind", 1)]));

    [Fact]
    public void Without_a_key_a_row_is_named_by_its_number()
    {
        Assert.Equal("row 2 of the batch", RowLabel.Row(Batch, 1, []));
        Assert.Equal("2 of the batch", RowLabel.Key(Batch, 1, []));
    }

    [Theory]
    [InlineData(-1, "row 0 of the batch")]
    [InlineData(2, "row 3 of the batch")]
    public void A_row_that_the_batch_does_not_have_is_named_by_its_number(int row, string expected) =>
        Assert.Equal(expected, RowLabel.Row(Batch, row, [("id", 0)]));
}
