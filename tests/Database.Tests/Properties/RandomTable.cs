using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;

namespace PidMigration.Database.Tests.Properties;

/// <summary>A table of random columns with random rows, every value one that all engines can hold.</summary>
public sealed record RandomTable(TestTable Table, object?[][] Rows)
{
    private static readonly CellKind[] Forms =
    [
        CellKind.Number,
        CellKind.Small,
        CellKind.Text,
        CellKind.Bool,
        CellKind.Instant,
        CellKind.Moment,
        CellKind.Date,
        CellKind.Time,
        CellKind.Decimal,
        CellKind.Double,
        CellKind.Bytes,
        CellKind.Uuid,
    ];

    public static Gen<RandomTable> Generator { get; } =
        from forms in Gen.Elements(Forms).NonEmptyListOf()
        from count in Gen.Choose(0, 40)
        from cells in Gen.CollectToSequence(Enumerable.Range(0, count).SelectMany(_ => forms.Take(8)).Select(Cell))
        select Make([.. forms.Take(8)], [.. cells]);

    private static RandomTable Make(IReadOnlyList<CellKind> forms, IReadOnlyList<object?> cells)
    {
        var table = TestTable.Counted("random", [.. forms.Select((f, i) => new TestColumn($"c{i}", f))]);
        var rows = cells.Chunk(forms.Count).Select((row, i) => (object?[])[i + 1, .. row]).ToArray();
        return new RandomTable(table, rows);
    }

    private static Gen<object?> Cell(CellKind form) =>
        Gen.Frequency((1, Gen.Constant<object?>(null)), (5, Value(form)));

    private static Gen<object?> Value(CellKind form) =>
        form switch
        {
            CellKind.Number => ArbMap.Default.GeneratorFor<long>().Select(n => (object?)n),
            CellKind.Small => ArbMap.Default.GeneratorFor<short>().Select(n => (object?)n),
            CellKind.Text => Text.Select(t => (object?)t),
            CellKind.Bool => ArbMap.Default.GeneratorFor<bool>().Select(b => (object?)b),
            CellKind.Instant or CellKind.Moment => Moment.Select(m =>
                (object?)m.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
            ),
            CellKind.Date => Moment.Select(m => (object?)m.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            CellKind.Time => Moment.Select(m => (object?)m.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
            CellKind.Decimal => Gen.Choose(-999_999_999, 999_999_999)
                .Select(n => (object?)(n / 1000m).ToString(CultureInfo.InvariantCulture)),
            // No −0: MariaDB and SQLite have none.
            CellKind.Double => ArbMap
                .Default.GeneratorFor<double>()
                .Where(d => double.IsFinite(d) && d != 0)
                .Select(d =>
                    (object?)d.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal)
                ),
            CellKind.Bytes => ArbMap.Default.GeneratorFor<byte[]>().Select(b => (object?)(b ?? [])),
            // Version 4 of RFC 9562: MariaDB's own type refuses some of the others.
            _ => ArbMap
                .Default.GeneratorFor<Guid>()
                .Select(g =>
                    (object?)(g.ToString("D")[..14] + "4" + g.ToString("D")[15..19] + "a" + g.ToString("D")[20..])
                ),
        };

    /// <summary>
    /// Texts of what hurts: delimiters, escapes, quotes, control characters, combining marks, four-byte characters.
    /// </summary>
    private static Gen<string> Text { get; } =
        Gen.Frequency(
                (
                    3,
                    Gen.Elements(
                        "\t",
                        "\n",
                        "\r",
                        "\\",
                        "\f",
                        "\v",
                        "'",
                        "\"",
                        "`",
                        " ",
                        "\\N",
                        "NULL",
                        "\u0001",
                        "\u001f",
                        "\u007f"
                    )
                ),
                (2, Gen.Elements("é", "e\u0301", "ß", "漢", "😀", "\u202e", "ﬁ", "x")),
                (3, Gen.Choose(32, 126).Select(c => ((char)c).ToString()))
            )
            .ListOf()
            .Select(parts => string.Concat(parts));

    private static Gen<DateTime> Moment { get; } =
        from seconds in Gen.Choose(0, int.MaxValue)
        from fraction in Gen.Choose(0, 999_999)
        select new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds / 2).AddTicks(fraction * 10L);
}
