using PidMigration.Catalog;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion;

/// <summary>What keeps values from a target that would change them without a word, one row per such habit of a target.</summary>
internal static class GuardTable
{
    private static readonly (Func<Way, bool> When, Func<Way, FieldConverter> Guard)[] Rows =
    [
        // SQLite holds no value to its type: a text in a datetime may be 'now', which PostgreSQL takes for this moment.
        (w => IsMoment(w.From) && w.From.Loose != w.To.Loose, w => Guards.Moment(w.From.Kind)),
        // Rounded by all servers.
        (w => !w.To.Loose && w.To.Kind is Time or Timestamp or Instant or Duration && w.To.Scale is { } digits && !(w.From.Scale <= digits), w => Guards.Fraction(w.To.Scale!.Value, w.Allowed(Allowance.TruncateFraction))),
        // Rounded by PostgreSQL, and by MySQL with a note.
        (w => !w.To.Loose && w is { From.Kind: ValueKind.Decimal or Integer, To: { Kind: ValueKind.Decimal, Scale: { } scale } } && !(w.From.Scale <= scale) && (w.From.Kind == ValueKind.Decimal || scale < 0), w => Guards.Scale(w.To.Scale!.Value)),
        // MySQL's FLOAT(7,4) rounds without a word.
        (w => w.Into == DatabaseEngine.MySql && w.To is { Kind: Float32 or Float64, Scale: not null } && w.To.NativeType != w.From.NativeType, w => Guards.FloatScale(w.To.Scale!.Value)),
        // Spaces at the end mean nothing to CHAR(n).
        (w => !w.To.Loose && w.To.Kind == FixedText && IsText(w.From) && w.From.Kind != FixedText, w => Guards.NoTrailingSpace(w.Allowed(Allowance.TrimTrailingSpaces))),
        // MySQL fills BINARY(n) up with zeros.
        (w => w.Into == DatabaseEngine.MySql && w.To is { Kind: Bytes, MaxLength: not null } && w.To.NativeType.StartsWith("binary", StringComparison.OrdinalIgnoreCase), w => Guards.ExactBytes(w.To.MaxLength!.Value)),
        (w => w.Into == DatabaseEngine.MySql && w.To.Kind == Json, _ => Guards.PlainJson),
        // jsonb keeps the last of two equal keys.
        (w => w.To.NativeType == "jsonb" && w.From.NativeType != "jsonb", _ => Guards.SingleKeys),
        // An ENUM takes 'A' for 'a', and '1' for its first label; a SET puts its members into order.
        (w => w.Into == DatabaseEngine.MySql && w.To.Kind == Label && !w.From.Labels.SequenceEqual(w.To.Labels), w => Guards.Among(w.To.Labels)),
        (w => w.Into == DatabaseEngine.MySql && w.To.Kind == LabelSet && !w.From.Labels.SequenceEqual(w.To.Labels), w => Guards.Members(w.To.Labels)),
        // A YEAR of two digits is one of this century or the last.
        (w => w.Into == DatabaseEngine.MySql && w.To.Kind == Year && w.From.Kind == Integer, _ => Guards.FourDigits),
        // −1 as unsigned is a number of 64 ones.
        (w => w.Into == DatabaseEngine.MySql && w.To.Kind == Bits && w.From.Kind == Integer, _ => Guards.NotNegative),
        // Spaces beyond the length are cut off.
        (w => !w.To.Loose && w.To is { Kind: Text or FixedText, MaxLength: not null } && IsText(w.From) && !(w.From.MaxLength <= w.To.MaxLength), w => Guards.Characters(w.To.MaxLength!.Value)),
        // PostgreSQL's name is cut off behind 63 bytes.
        (w => w.To.NativeType == "name" && IsText(w.From) && w.From.NativeType != "name", w => Guards.Bytes(w.To.MaxLength!.Value)),
    ];

    /// <summary>The guards of a pair of columns.</summary>
    public static IEnumerable<FieldConverter> For(Way way)
    {
        // What isn't held to promises nothing.
        if (way.From.Loose) way = way with { From = way.From with { MaxLength = null, MaxBytes = null, Precision = null, Scale = null } };
        return Rows.Where(r => r.When(way)).Select(r => r.Guard(way));
    }

    /// <summary>Whether values are characters of whatever meaning.</summary>
    public static bool IsText(Column column) => column.Kind is Text or FixedText or Json or Label or LabelSet;

    private static bool IsMoment(Column column) => column.Kind is Date or Time or Timestamp or Instant;

    /// <summary>From one column into another.</summary>
    /// <param name="From">The source's column.</param>
    /// <param name="To">The target's column.</param>
    /// <param name="Into">The target's family.</param>
    /// <param name="Allowed">Whether the user allowed a change of this column's values.</param>
    public sealed record Way(Column From, Column To, DatabaseEngine Into, Func<Allowance, bool> Allowed);
}
