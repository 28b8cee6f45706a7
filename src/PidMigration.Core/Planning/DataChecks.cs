using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Planning;

/// <summary>The questions that a pair of columns asks of the source's data: what of it the target couldn't take as it is.</summary>
public static class DataChecks
{
    private const string Mend = "Mend them in the source";

    /// <summary>The questions; none where every value fits.</summary>
    public static IEnumerable<DataCheck> For(ColumnMapping pair, ValuePredicates ask, DatabaseEngine into)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(ask);
        if (!ask.DeclarationsHold)
            pair = pair with
            {
                Source = pair.Source with
                {
                    MaxLength = null,
                    MaxBytes = null,
                    Precision = null,
                    Scale = null,
                    Unsigned = false,
                },
            };
        return Candidates(pair, ask, into)
            .Where(c => c.Predicate is not null)
            .Select(c => new DataCheck(pair.Source.Name, c.Code, c.Rule, c.Predicate!, c.Problem, c.WayOut));
    }

    private static IEnumerable<(string Code, string Rule, string? Predicate, string Problem, string WayOut)> Candidates(
        ColumnMapping pair,
        ValuePredicates ask,
        DatabaseEngine into
    )
    {
        var (from, to) = (pair.Source, pair.Target);
        var allowed = pair.Allowed;
        if (from.Nullable && !to.Nullable)
            yield return (
                "PID2001",
                "Null",
                ask.IsNull(from),
                "are NULL, which the target forbids",
                $"{Mend}, or let the target's column be NULL."
            );
        yield return (
            "PID2002",
            "Storage",
            ask.WrongStorage(from),
            $"are not stored as {from.NativeType} promises",
            $"{Mend}."
        );
        foreach (var check in Numbers(from, to, ask, into, allowed))
            yield return check;
        foreach (var check in Texts(from, to, ask, into, allowed))
            yield return check;
        foreach (var check in Moments(from, to, ask, into, allowed))
            yield return check;
    }

    private static IEnumerable<(string, string, string?, string, string)> Numbers(
        Column from,
        Column to,
        ValuePredicates ask,
        DatabaseEngine into,
        IReadOnlyList<AllowedChange> allowed
    )
    {
        const string widen = "Widen the target's column, or mend them in the source.";
        if (
            to.Kind is ValueKind.Boolean
            && from.Kind is Integer or ValueKind.Boolean or Bits
            && from is not { Kind: ValueKind.Boolean, Bytes: 0 }
        )
            yield return ("PID2003", "Range", ask.OutsideRange(from, 0, 1), "are neither 0 nor 1", widen);
        if (
            to.Kind is Integer or Bits
            && from.Kind is Integer or Bits or ValueKind.Decimal
            && Range(to) is { } most
            && !(
                from.Kind != ValueKind.Decimal
                && Range(from) is { } has
                && has.Least >= most.Least
                && has.Most <= most.Most
            )
        )
            yield return (
                "PID2003",
                "Range",
                ask.OutsideRange(from, most.Least, most.Most),
                $"lie outside of {to.NativeType}",
                widen
            );
        if (to.Kind == Year && from.Kind == Integer)
            yield return (
                "PID2003",
                "Range",
                ask.OutsideRange(from, 1901, 2155),
                "are no years that the target knows (1901 to 2155)",
                widen
            );
        if (from.Kind is ValueKind.Decimal && to.Kind == Integer)
            yield return ("PID2004", "Digits", ask.DigitsBeyond(from, 28, 0), "have a fraction", widen);
        if (
            to is { Kind: ValueKind.Decimal, Precision: { } precision }
            && from.Kind is ValueKind.Decimal or Integer
            && !FitsDecimal(from, precision, to.Scale ?? 0)
        )
            yield return (
                "PID2004",
                "Digits",
                ask.DigitsBeyond(from, precision - (to.Scale ?? 0), to.Scale ?? 0),
                $"have more digits than {to.NativeType}",
                widen
            );
        if (
            from.Kind is Float32 or Float64 or ValueKind.Decimal
            && into != DatabaseEngine.PostgreSql
            && !allowed.Contains(AllowedChange.NotANumberToNull)
        )
            yield return (
                "PID2005",
                "NotFinite",
                ask.NotFinite(from),
                "are NaN or infinite, which the target can't hold",
                $"{Mend}, or add -Allow NotANumberToNull."
            );
        if (from.Kind == Duration && to.Kind is Integer)
            yield return (
                "PID2006",
                "Months",
                ask.HasMonths(from),
                "have months or years, which have no number of microseconds",
                $"{Mend}."
            );
    }

    private static IEnumerable<(string, string, string?, string, string)> Texts(
        Column from,
        Column to,
        ValuePredicates ask,
        DatabaseEngine into,
        IReadOnlyList<AllowedChange> allowed
    )
    {
        const string widen = "Widen the target's column, or mend them in the source.";
        var text = from.Kind is Text or FixedText or Json or EnumLabel or EnumSet or Network;
        if (from.Kind == Bytes && to is { Kind: Bytes, MaxLength: { } room })
        {
            if (to.NativeType.StartsWith("binary", StringComparison.OrdinalIgnoreCase))
                yield return (
                    "PID2007",
                    "Length",
                    ask.NotBytes(from, room),
                    $"have not just the {room} bytes of {to.NativeType}",
                    widen
                );
            else if (room < int.MaxValue && !(from.MaxLength <= room))
                yield return (
                    "PID2007",
                    "Length",
                    ask.MoreBytesThan(from, room),
                    $"are longer than the {room:N0} bytes of {to.NativeType}",
                    widen
                );
        }

        if (from.Kind == Bytes && to.Kind == Uuid)
            yield return ("PID2007", "Length", ask.NotBytes(from, 16), "have not just 16 bytes", $"{Mend}.");
        if (!text)
            yield break;
        if (
            to.MaxLength is { } most
            && to.Kind is Text or FixedText
            && into != DatabaseEngine.Sqlite
            && !(from.MaxLength <= most)
        )
            yield return (
                "PID2007",
                "Length",
                ask.LongerThan(from, most),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"are longer than the {most:N0} characters of {to.NativeType}"
                ),
                widen
            );
        if (
            to.MaxBytes is { } bytes and < int.MaxValue
            && !(from.MaxLength * 4 <= bytes)
            && !(from.MaxBytes <= bytes && from.CharacterSet is null or "utf8mb4" or "utf8mb3")
        )
            yield return (
                "PID2007",
                "Length",
                to.CharacterSet is "latin1" or "ascii" ? ask.LongerThan(from, bytes) : ask.MoreBytesThan(from, bytes),
                string.Create(CultureInfo.InvariantCulture, $"are longer than the {bytes:N0} bytes of {to.NativeType}"),
                widen
            );
        if (to.CharacterSet is "utf8mb3" or "utf8" && from.CharacterSet != to.CharacterSet)
            yield return (
                "PID2008",
                "CharacterSet",
                ask.HasFourByteCharacter(from),
                $"have characters that {to.CharacterSet} lacks",
                "Make the target's column utf8mb4 (ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4)."
            );
        if (to.CharacterSet is "latin1" or "ascii" && from.CharacterSet != to.CharacterSet)
            yield return (
                "PID2008",
                "CharacterSet",
                ask.OutsideCharacterSet(from, to.CharacterSet),
                $"have characters that {to.CharacterSet} lacks",
                "Make the target's column utf8mb4 (ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4)."
            );
        if (
            to.Kind == FixedText
            && from.Kind is not (FixedText or Network)
            && into != DatabaseEngine.Sqlite
            && !allowed.Contains(AllowedChange.TrimTrailingSpaces)
        )
            yield return (
                "PID2009",
                "TrailingSpace",
                ask.EndsWithSpace(from),
                $"end in a space, which {to.NativeType} drops",
                $"Make the target's column a VARCHAR, or add -Allow TrimTrailingSpaces."
            );
        if (into == DatabaseEngine.PostgreSql && !allowed.Contains(AllowedChange.StripNul))
            yield return (
                "PID2010",
                "Nul",
                ask.HasNul(from),
                "have NUL characters, which PostgreSQL can't hold",
                $"{Mend}, or add -Allow StripNul."
            );
        yield return (
            "PID2019",
            "Text",
            ask.InvalidText(from),
            $"have bytes that are no characters of {from.CharacterSet}",
            $"{Mend}."
        );
        if (to.Kind == EnumLabel && !(from.Labels.Count > 0 && from.Labels.All(to.Labels.Contains)))
            yield return (
                "PID2011",
                "Label",
                ask.NotAmong(from, to.Labels),
                $"are no labels of {to.NativeType}",
                "Add the labels to the target's type, or mend them in the source."
            );
        if (to.Kind == EnumSet && !from.Labels.SequenceEqual(to.Labels))
            yield return (
                "PID2011",
                "Label",
                ask.NotMembers(from, to.Labels),
                $"are no labels of {to.NativeType}, in its order",
                "Add the labels to the target's type, or mend them in the source."
            );
        if (to.Kind == Json && from.Kind == Json && (into == DatabaseEngine.MySql || to.NativeType == "jsonb"))
            yield return (
                "PID2018",
                "Json",
                ask.HasDoubledKey(from),
                "have an object with a key twice, of which the target keeps one",
                $"{Mend}, or make the target's column a text."
            );
        if (to.Kind == Json && from.Kind == Json && into == DatabaseEngine.MySql)
            yield return (
                "PID2018",
                "Json",
                ask.HasWideNumber(from),
                "have a number that the target's JSON keeps as another, 8 bytes wide",
                $"{Mend}, or make the target's column a text."
            );
    }

    private static IEnumerable<(string, string, string?, string, string)> Moments(
        Column from,
        Column to,
        ValuePredicates ask,
        DatabaseEngine into,
        IReadOnlyList<AllowedChange> allowed
    )
    {
        if (from.Kind is not (Date or Time or Timestamp or Instant))
            yield break;
        if (from.IsDynamicallyTyped && !to.IsDynamicallyTyped)
            yield return (
                "PID2020",
                "Form",
                ask.WrongForm(from),
                $"are not written as a {from.NativeType} is (2016-03-01 18:30:00.5)",
                $"{Mend}."
            );
        if (from.Kind is not Time)
        {
            if (into != DatabaseEngine.PostgreSql && !allowed.Contains(AllowedChange.InfinityToNull))
                yield return (
                    "PID2012",
                    "Infinite",
                    ask.IsInfinite(from),
                    "are infinite, which the target can't hold",
                    $"{Mend}, or add -Allow InfinityToNull."
                );
            if (!allowed.Contains(AllowedChange.ZeroDateToNull) && into != DatabaseEngine.MySql)
                yield return (
                    "PID2013",
                    "ZeroDate",
                    ask.IsZeroDate(from),
                    "are zero dates, or have a zero month or day",
                    $"{Mend}, or add -Allow ZeroDateToNull."
                );
            var isTimestamp = into == DatabaseEngine.MySql && to.Kind == Instant;
            if (isTimestamp && from.Kind != Date)
                yield return (
                    "PID2014",
                    "Range",
                    ask.OutsideDateTimes(from, "1970-01-01 00:00:01", "2038-01-19 03:14:08"),
                    "lie outside of what TIMESTAMP holds (1970 to 2038)",
                    "Make the target's column a DATETIME(6)."
                );
            else if (into != DatabaseEngine.PostgreSql)
                yield return (
                    "PID2014",
                    "Range",
                    ask.OutsideDateTimes(from, "0001-01-01", "10000-01-01"),
                    "lie outside of the years 1 to 9999",
                    $"{Mend}."
                );
        }
        else if (into != DatabaseEngine.MySql && to.Kind == Time)
            yield return (
                "PID2014",
                "Range",
                ask.OutsideDay(from),
                "are below zero or beyond 24 hours, which is no time of a day",
                "Make the target's column an interval, or mend them in the source."
            );

        if (
            from.Kind != Date
            && to.Scale is { } digits
            && !(from.Scale <= digits)
            && into != DatabaseEngine.Sqlite
            && !allowed.Contains(AllowedChange.TruncateFraction)
        )
            yield return (
                "PID2015",
                "Fraction",
                ask.FractionBeyond(from, digits),
                $"have more than the {digits} digits behind the second of {to.NativeType}",
                $"Give the target's column more (such as DATETIME(6)), or add -Allow TruncateFraction."
            );
    }

    private static (decimal Least, decimal Most)? Range(Column column)
    {
        if (column is { Kind: Bits, Precision: { } bits })
            return (0, bits == 64 ? ulong.MaxValue : (1UL << bits) - 1);
        if (column.Bytes is < 1 or > 8)
            return null;
        var values = (decimal)Math.Pow(2, 8 * column.Bytes);
        if (column.Bytes == 8)
            values = 18446744073709551616m;
        return column.Unsigned ? (0, values - 1) : (-values / 2, values / 2 - 1);
    }

    private static bool FitsDecimal(Column from, int precision, int scale) =>
        from.Kind == Integer
            ? from.Bytes switch
            {
                1 => 3,
                2 => 5,
                3 => 8,
                4 => 10,
                _ => 20,
            }
                <= precision - scale
            : from is { Precision: { } p, Scale: { } s } && p - s <= precision - scale && s <= scale;
}
