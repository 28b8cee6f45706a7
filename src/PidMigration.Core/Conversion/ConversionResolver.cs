using PidMigration.Catalog;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion;

/// <summary>
/// How values go from one column into another: the table's rule for their kinds, with what can be lost on the way, and
/// the changes that the user allowed.
/// </summary>
internal static class ConversionResolver
{
    /// <summary>What Django writes a UUID with dashes in.</summary>
    private const int DashedUuid = 36;

    /// <summary>The rule for a pair of columns.</summary>
    public static ConversionRule Resolve(ConversionContext context)
    {
        var (from, to) = (context.From, context.To);
        var rule = ConversionTable.Find(from.Kind, to.Kind);
        if (rule is { Exactness: Exactness.Refused, Needs: { } need } && context.Allowed.Contains(need))
            rule = rule with { Exactness = Exactness.Checked, Steps = [Converters.Counted] };
        if (rule.Exactness == Exactness.Refused)
            return rule;
        // An interval of some fields alone (year to month, minute) drops the others silently.
        if (to.Kind == Duration && to.Labels.Count > 0 && to.NativeType != from.NativeType)
            return new ConversionRule(from.Kind, to.Kind, Exactness.Refused);
        // A UUID goes into characters as Django stores it, bare; where the column has room for the dashes, with them.
        if (from.Kind == Uuid && to is { Kind: Text or FixedText, MaxLength: DashedUuid })
            rule = rule with { Steps = [Converters.DashedUuid] };
        var losses = LossRules.Find(context);
        // All rules look at the source's text, so they come before the conversion into the target's.
        return rule with
        {
            Losses = losses,
            Steps = [.. losses.Select(l => l.Step()).OfType<FieldConverter>(), .. rule.Steps],
        };
    }
}
