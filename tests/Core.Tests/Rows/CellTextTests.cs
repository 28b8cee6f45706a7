using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public sealed class CellTextTests
{
    [Fact]
    public void A_cell_comes_back_as_it_was()
    {
        byte[] bytes = [0, 255, 10, 65];
        Assert.Equal("00ff0a41", CellText.Format(bytes, ValueKind.Bytes));
        Assert.Equal(bytes, CellText.Parse("00ff0a41", ValueKind.Bytes));
        Assert.Equal("é", CellText.Format(Encoding.UTF8.GetBytes("é"), ValueKind.Text));
        Assert.Equal(Encoding.UTF8.GetBytes("é"), CellText.Parse("é", ValueKind.Text));
    }

    [Fact]
    public void For_people_bytes_are_marked_and_so_is_text_that_is_none()
    {
        var batch = new RowBatch(4, 64);
        batch.Append([0, 255]);
        batch.Append("é"u8);
        batch.Append([0xE9]);
        batch.AppendNull();
        Assert.Equal(
            ("\\x00ff", "é", "\\xe9", null),
            (
                CellText.FormatMarked(batch, 0, 0, ValueKind.Bytes),
                CellText.FormatMarked(batch, 0, 1, ValueKind.Text),
                CellText.FormatMarked(batch, 0, 2, ValueKind.Text),
                CellText.FormatMarked(batch, 0, 3, ValueKind.Text)
            )
        );
        Assert.Equal(
            ("00ff", null),
            (CellText.Format(batch, 0, 0, ValueKind.Bytes), CellText.Format(batch, 0, 3, ValueKind.Text))
        );
    }
}
