using PidMigration.Catalog;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion;

/// <summary>What keeps values from a target that would change them without a word, one row per such habit of a target.</summary>
internal static class GuardTable
{
    private static readonly (string Keeps, Func<Way, bool> When, Func<Way, FieldConverter> Guard)[] Rows =
    [
        (
            "A moment that no calendar has, between SQLite and a server: a text there may be 'now', which PostgreSQL takes for this moment.",
            w => IsMoment(w.From) && w.From.IsDynamicallyTyped != w.To.IsDynamicallyTyped,
            w => Guards.Moment(w.From.Kind)
        ),
        (
            "Digits behind the second beyond the target's: all servers round them.",
            w =>
                !w.To.IsDynamicallyTyped
                && w.To.Kind is Time or Timestamp or Instant or Duration
                && w.To.Scale is { } digits
                && !(w.From.Scale <= digits),
            w => Guards.Fraction(w.To.Scale!.Value, w.Allowed(AllowedChange.TruncateFraction))
        ),
        (
            "Digits behind the point beyond the target's: PostgreSQL rounds them, MySQL too, with a note.",
            w =>
                !w.To.IsDynamicallyTyped
                && w is { From.Kind: ValueKind.Decimal or Integer, To: { Kind: ValueKind.Decimal, Scale: { } scale } }
                && !(w.From.Scale <= scale)
                && (w.From.Kind == ValueKind.Decimal || scale < 0),
            w => Guards.Scale(w.To.Scale!.Value)
        ),
        (
            "Digits beyond those of MySQL's FLOAT(7,4), which rounds them.",
            w =>
                w.Into == DatabaseEngine.MySql
                && w.To is { Kind: Float32 or Float64, Scale: not null }
                && w.To.NativeType != w.From.NativeType,
            w => Guards.FloatScale(w.To.Scale!.Value)
        ),
        (
            "A space at the end of text for CHAR(n), to which it means nothing.",
            w => !w.To.IsDynamicallyTyped && w.To.Kind == FixedText && IsText(w.From) && w.From.Kind != FixedText,
            w => Guards.NoTrailingSpace(w.Allowed(AllowedChange.TrimTrailingSpaces))
        ),
        (
            "Fewer bytes than BINARY(n) has: MySQL fills up with zeros.",
            w =>
                w.Into == DatabaseEngine.MySql
                && w.To is { Kind: Bytes, MaxLength: not null }
                && w.To.NativeType.StartsWith("binary", StringComparison.OrdinalIgnoreCase),
            w => Guards.ExactBytes(w.To.MaxLength!.Value)
        ),
        (
            "JSON with a key twice, or with a number beyond a 64-bit integer and a double: MySQL's JSON keeps another.",
            w => w.Into == DatabaseEngine.MySql && w.To.Kind == Json,
            _ => Guards.PlainJson
        ),
        (
            "JSON with a key twice: jsonb keeps the last one.",
            w => w.To.NativeType == "jsonb" && w.From.NativeType != "jsonb",
            _ => Guards.SingleKeys
        ),
        (
            "A label in another spelling: an ENUM takes 'A' for 'a', and '1' for its first label.",
            w => w.Into == DatabaseEngine.MySql && w.To.Kind == EnumLabel && !w.From.Labels.SequenceEqual(w.To.Labels),
            w => Guards.Among(w.To.Labels)
        ),
        (
            "Labels in another order or spelling than the SET's.",
            w => w.Into == DatabaseEngine.MySql && w.To.Kind == EnumSet && !w.From.Labels.SequenceEqual(w.To.Labels),
            w => Guards.Members(w.To.Labels)
        ),
        (
            "A year of fewer than four digits: a YEAR takes it for one of this century or the last.",
            w => w.Into == DatabaseEngine.MySql && w.To.Kind == Year && w.From.Kind == Integer,
            _ => Guards.FourDigits
        ),
        (
            "A number below zero for BIT(n): −1 would be a number of 64 ones.",
            w => w.Into == DatabaseEngine.MySql && w.To.Kind == Bits && w.From.Kind == Integer,
            _ => Guards.NotNegative
        ),
        (
            "Spaces beyond a text's length, which are cut off.",
            w =>
                !w.To.IsDynamicallyTyped
                && w.To is { Kind: Text or FixedText, MaxLength: not null }
                && IsText(w.From)
                && !(w.From.MaxLength <= w.To.MaxLength),
            w => Guards.Characters(w.To.MaxLength!.Value)
        ),
        (
            "Bytes beyond the 63 of PostgreSQL's name, which are cut off.",
            w => w.To.NativeType == "name" && IsText(w.From) && w.From.NativeType != "name",
            w => Guards.Bytes(w.To.MaxLength!.Value)
        ),
    ];

    /// <summary>What the guards keep back, in words.</summary>
    public static IReadOnlyList<string> Words => [.. Rows.Select(r => r.Keeps)];

    /// <summary>The guards of a pair of columns.</summary>
    public static IEnumerable<FieldConverter> For(Way way)
    {
        // What isn't held to promises nothing.
        if (way.From.IsDynamicallyTyped)
            way = way with
            {
                From = way.From with { MaxLength = null, MaxBytes = null, Precision = null, Scale = null },
            };
        return Rows.Where(r => r.When(way)).Select(r => r.Guard(way));
    }

    /// <summary>Whether values are characters of whatever meaning.</summary>
    public static bool IsText(Column column) => column.Kind is Text or FixedText or Json or EnumLabel or EnumSet;

    private static bool IsMoment(Column column) => column.Kind is Date or Time or Timestamp or Instant;

    /// <summary>From one column into another.</summary>
    /// <param name="From">The source's column.</param>
    /// <param name="To">The target's column.</param>
    /// <param name="Into">The target's family.</param>
    /// <param name="Allowed">Whether the user allowed a change of this column's values.</param>
    public sealed record Way(Column From, Column To, DatabaseEngine Into, Func<AllowedChange, bool> Allowed);
}
