using PidMigration.Catalog;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion;

/// <summary>
/// How values go from one column into another: the table's rule for their kinds, guarded where the target would change values
/// without a word, and with the changes that the user allowed.
/// </summary>
public static class ConversionResolver
{
    /// <summary>The rule for a pair of columns.</summary>
    /// <param name="from">The source's column.</param>
    /// <param name="to">The target's column.</param>
    /// <param name="engine">The target's family.</param>
    /// <param name="allowed">Whether the user allowed a change of this column's values.</param>
    public static ConversionRule Resolve(
        Column from,
        Column to,
        DatabaseEngine engine,
        Func<AllowedChange, bool> allowed
    )
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(allowed);
        var rule = ConversionTable.Find(from.Kind, to.Kind);
        if (rule is { Exactness: Exactness.Refused, Needs: { } need } && allowed(need))
            rule = rule with { Exactness = Exactness.Checked, Steps = [Counted] };
        if (rule.Exactness == Exactness.Refused)
            return rule;
        // An interval of some fields alone (year to month, minute) drops the others without a word.
        if (to.Kind == Duration && to.Labels.Count > 0 && to.NativeType != from.NativeType)
            return new ConversionRule(from.Kind, to.Kind, Exactness.Refused);
        // A UUID goes into characters as Django stores it, bare; where the column has room for the dashes, with them.
        if (from.Kind == Uuid && to.Kind is Text or FixedText && to.MaxLength is 36)
            rule = rule with { Steps = [Converters.DashedUuid] };
        return rule with
        {
            Steps =
            [
                .. rule.Steps,
                .. Changes(from, to, engine, allowed),
                .. GuardTable.For(new GuardTable.Way(from, to, engine, allowed)),
            ],
        };
    }

    private static IEnumerable<FieldConverter> Changes(
        Column from,
        Column to,
        DatabaseEngine engine,
        Func<AllowedChange, bool> allowed
    )
    {
        if (from.Kind is Date or Timestamp or Instant)
        {
            if (allowed(AllowedChange.ZeroDateToNull))
                yield return Guards.ZeroDate;
            if (allowed(AllowedChange.InfinityToNull))
                yield return Guards.NotFinite;
        }

        if (from.Kind is Float32 or Float64 or ValueKind.Decimal && allowed(AllowedChange.NotANumberToNull))
            yield return Guards.NotFinite;
        if (
            engine == DatabaseEngine.PostgreSql
            && GuardTable.IsText(from)
            && GuardTable.IsText(to)
            && allowed(AllowedChange.StripNul)
        )
            yield return Guards.StripNul;
    }

    /// <summary>A value whose very form is a change that was allowed.</summary>
    private static int Counted(ReadOnlySpan<byte> value, Rows.RowBatch output)
    {
        output.Append(value);
        return 1;
    }
}
