using System.Buffers;
using System.Globalization;
using System.Text;

namespace PidMigration.Rows;

/// <summary>A value for a message: shortened, control characters visible.</summary>
public static class DisplayValue
{
    private const int Most = 60;
    private static readonly SearchValues<byte> Bare = SearchValues.Create("0123456789-.:+ "u8);

    public static string Format(RowBatch batch, int row, int column)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.IsNull(row, column) ? "NULL" : Format(batch.Field(row, column));
    }

    /// <summary>A canonical text; numbers stand bare, all else in quotes.</summary>
    public static string Format(ReadOnlySpan<byte> value)
    {
        if (value.Length is > 0 and < 40 && !value.ContainsAnyExcept(Bare))
            return Encoding.ASCII.GetString(value);
        var text = Encoding.UTF8.GetString(value.Length > Most * 4 ? value[..(Most * 4)] : value);
        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Most)
                return shown.Append('…').Append('\'').ToString();
            if (Rune.IsControl(rune) || rune.Value == 0xFFFD || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            else
                shown.Append(rune.ToString());
        }

        return shown.Append('\'').ToString();
    }
}
