using System.Globalization;
using System.Text;

namespace PidMigration.Comparing;

/// <summary>The part of a text where it differs from another, for people to see.</summary>
internal static class DisplayDifference
{
    private const int Before = 12;
    private const int Most = 36;

    /// <summary>
    /// The part of <paramref name="text"/> around the first character that differs; control and combining characters by
    /// number.
    /// </summary>
    public static string Format(string? text, string? other)
    {
        if (text is null)
            return "NULL";
        var same = 0;
        if (other is not null)
            while (same < text.Length && same < other.Length && text[same] == other[same])
                same++;
        var start = text.Length <= Most ? 0 : Math.Min(Math.Max(0, same - Before), text.Length - Most / 2);
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start--;
        var shown = new StringBuilder(start > 0 ? "'…" : "'");
        foreach (var rune in text.AsSpan(start).EnumerateRunes())
        {
            if (shown.Length > Most)
                return shown.Append("…'").ToString();
            var category = Rune.GetUnicodeCategory(rune);
            var visible =
                rune.Value == ' '
                || category
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpaceSeparator
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                    );
            if (visible)
                shown.Append(rune.ToString());
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
        }

        return shown.Append('\'').ToString();
    }
}
