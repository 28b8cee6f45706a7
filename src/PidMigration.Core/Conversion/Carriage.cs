using PidMigration.Catalog;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion;

/// <summary>
/// How values go from one column into another: the table's rule for their kinds, guarded where the target would change values
/// without a word, and with the changes that the user allowed.
/// </summary>
public static class Carriage
{
    /// <summary>The rule for a pair of columns.</summary>
    /// <param name="from">The source's column.</param>
    /// <param name="to">The target's column.</param>
    /// <param name="engine">The target's family.</param>
    /// <param name="allowed">Whether the user allowed a change of this column's values.</param>
    public static ConversionRule Find(Column from, Column to, DatabaseEngine engine, Func<Allowance, bool> allowed)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(allowed);
        var rule = ConversionTable.Find(from.Kind, to.Kind);
        if (rule is { Exactness: Exactness.Refused, Needs: { } need } && allowed(need)) rule = rule with { Exactness = Exactness.Checked, Convert = Counted };
        if (rule.Exactness == Exactness.Refused) return rule;
        // A UUID goes into characters as Django stores it, bare; where the column has room for the dashes, with them.
        if (from.Kind == Uuid && to.Kind is Text or FixedText && to.MaxLength is 36) rule = rule with { Convert = Converters.DashedUuid };
        foreach (var step in Changes(from, to, engine, allowed).Concat(Guarded(from, to, engine, allowed))) rule = rule with { Convert = Guards.Then(rule.Convert, step) };
        return rule;
    }

    private static IEnumerable<FieldConverter> Changes(Column from, Column to, DatabaseEngine engine, Func<Allowance, bool> allowed)
    {
        if (from.Kind is Date or Timestamp or Instant)
        {
            if (allowed(Allowance.ZeroDateToNull)) yield return Guards.ZeroDate;
            if (allowed(Allowance.InfinityToNull)) yield return Guards.NotFinite;
        }

        if (from.Kind is Float32 or Float64 or ValueKind.Decimal && allowed(Allowance.NotANumberToNull)) yield return Guards.NotFinite;
        if (engine == DatabaseEngine.PostgreSql && IsText(from) && IsText(to) && allowed(Allowance.StripNul)) yield return Guards.StripNul;
    }

    private static IEnumerable<FieldConverter> Guarded(Column from, Column to, DatabaseEngine engine, Func<Allowance, bool> allowed)
    {
        // SQLite keeps what it is given.
        if (engine == DatabaseEngine.Sqlite) yield break;
        switch (to.Kind)
        {
            case Time or Timestamp or Instant when to.Scale < 6 && (from.Scale ?? 6) > to.Scale:
                yield return Guards.Fraction(to.Scale.Value, allowed(Allowance.TruncateFraction));
                break;
            case ValueKind.Decimal when to.Scale is { } scale && from.Kind == ValueKind.Decimal && !(from.Scale <= scale):
                yield return Guards.Scale(scale);
                break;
            case FixedText when engine == DatabaseEngine.MySql && from.Kind == Text:
                yield return Guards.NoTrailingSpace(allowed(Allowance.TrimTrailingSpaces));
                break;
            case Bytes when to.NativeType.StartsWith("binary", StringComparison.OrdinalIgnoreCase) && to.MaxLength is { } count:
                yield return Guards.ExactBytes(count);
                break;
            case Json when engine == DatabaseEngine.MySql:
                yield return Guards.PlainJson;
                break;
        }

        if (to is { Kind: Text or FixedText, MaxLength: { } most } && IsText(from) && !(from.MaxLength <= most)) yield return Guards.Characters(most);
    }

    private static bool IsText(Column column) => column.Kind is Text or FixedText or Json or Label;

    /// <summary>A value whose very form is a change that was allowed.</summary>
    private static int Counted(ReadOnlySpan<byte> value, Rows.RowBatch output)
    {
        output.Append(value);
        return 1;
    }
}
