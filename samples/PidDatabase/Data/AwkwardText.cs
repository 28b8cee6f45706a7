using System.Text;

namespace PidDatabase.Data;

/// <summary>
/// Text of every kind that real names hold and that careless copying loses or changes. No U+0000: PostgreSQL has none.
/// </summary>
public static class AwkwardText
{
    /// <summary>
    /// The awkward texts that have a form of their own; <see cref="Fitting"/> adds those made to measure.
    /// </summary>
    public static IReadOnlyList<string> Fixed { get; } =
    [
        "",
        " ",
        "   ",
        "  leading and trailing  ",
        "trailing space ",
        "trailing tab\t",
        "trailing no-break " + "space\u00A0",
        "\\N",
        "NULL",
        "null",
        "\\\\N",
        "\\",
        "\\\\",
        "ends with a " + "back-slash\\",
        "\\.",
        "\\t is not a tab",
        "\\x41\\101\\u0041",
        "\t",
        "tab\there",
        "line\nfeed",
        "carriage\rreturn",
        "both\r\nof them\r\n",
        "\n",
        "\r",
        "form\ffeed",
        "vertical\vtab",
        "\f\v",
        "back\bspace and bell\a",
        "Ctrl+Z\u001A ends DOS " + "files",
        "\u001B[31mred\u001B[0m",
        "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\v\f\r\u000E\u000F"
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F",
        "delete\u007F, next line\u0085, C1\u0080\u009F",
        "unit\u001Fseparator",
        "record\u001Eseparator",
        "It's a 'quote'",
        "\"double\"",
        "`back-ticked`",
        "''",
        "\"\"",
        "'; DROP TABLE pid_pid; --",
        "comma, " + "semicolon; pipe|",
        "%s %d {0} $1 :name @p ?",
        "<b>&amp;</b>",
        "{\"json\": [1, " + "\"\\u00e9\"]}",
        "0",
        "-0",
        "1e3",
        "0000-00-00",
        "true",
        "t",
        "Çà et là : déjà vu, Straße, Ærøskøbing, Łódź, naïve",
        "combining e\u0301 a\u0308 n\u0303 " + "o\u0302\u0323",
        "\u0301starts with a combining accent",
        "İstanbul ıspanak",
        "ΑΣ ας",
        "ﬁ ligature ǆ",
        "한국어 \u1112\u1161\u11ab",
        "日本語の名前",
        "简体与繁體",
        "ไทยเป็นภาษา",
        "עברית עם ניקוד שָׁלוֹם",
        "العربية من اليمين",
        "mixed \u202Bעברית\u202C and \u200Fmarks\u200E",
        "emoji 😀🎉",
        "family 👨‍👩‍👧‍👦 and flag " + "🇩🇪",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀋",
        "\U0010FFFF\U00010000",
        "\u0080\u07FF\u0800\uD7FF\uE000\uFFFD\uFFFE\uFFFF",
        "\uFEFFbyte order mark",
        "zero\u200Bwidth\u200Cand\u200Djoiners",
        "line\u2028and " + "paragraph\u2029separators",
        "soft\u00ADhyphen",
    ];

    private static readonly string[] Fillers = ["x", "é", "漢", "😀", "\\", "\t", "\n", "'", " ", "a\u0301", "\f", "ש"];

    /// <summary>An awkward text of at most so many characters (code points), sometimes of exactly as many.</summary>
    internal static string Fitting(int characters, ref RowRandom random)
    {
        var choice = random.Below(Fixed.Count + 12);
        if (choice < Fixed.Count)
            return Cut(Fixed[choice], characters);

        var text = new StringBuilder();
        switch (choice - Fixed.Count)
        {
            case < 5:
                // As long as the column allows.
                Fill(text, random.Of(Fillers), characters);
                break;
            case < 7:
                // As long as the column allows, the end being spaces.
                Fill(text, random.Of(Fillers), characters - 3);
                text.Append("   ");
                break;
            case < 9:
                text.Append("control ").Append((char)(1 + random.Below(31))).Append(" character");
                break;
            default:
                for (var parts = 2 + random.Below(4); parts > 0; parts--)
                    text.Append(random.Of(Fixed));
                break;
        }
        return Cut(text.ToString(), characters);
    }

    /// <summary>The first so many code points.</summary>
    internal static string Cut(string text, int characters)
    {
        var index = 0;
        for (; characters > 0 && index < text.Length; characters--)
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        return text[..index];
    }

    private static void Fill(StringBuilder text, string filler, int characters)
    {
        var each = filler.EnumerateRunes().Count();
        for (; characters >= each; characters -= each)
            text.Append(filler);
        text.Append('.', characters);
    }
}
