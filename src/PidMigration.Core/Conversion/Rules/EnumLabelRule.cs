using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// Text that is none of an enumeration's labels. An ENUM takes 'A' for 'a', and '1' for its first label.
/// </summary>
internal sealed class EnumLabelRule : LossRule
{
    public override string Code => "PID2011";

    public override string Name => "Label";

    public override string Words => "are not labels of the target's type";

    public override string Remedy => "Add the labels to the target's type, or fix them in the source.";

    public override bool AppliesTo(ConversionContext context) =>
        context.To.Kind == EnumLabel
        && (context.IsText || context.From.Kind == Network)
        && !(
            context.From is { Kind: EnumLabel, Labels.Count: > 0 }
            && context.From.Labels.All(context.To.Labels.Contains)
            && (!context.Source.HoldsEmptyLabel || context.To.Labels.Contains(""))
        );

    public override string Describe(ConversionContext context) => $"are not labels of {context.To.NativeType}";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotAmong(context.From, context.To.Labels);

    public override ValueTest Test(ConversionContext context)
    {
        var labels = context.To.Labels.Select(System.Text.Encoding.UTF8.GetBytes).ToList();
        return value =>
        {
            foreach (var label in labels)
                if (value.SequenceEqual(label))
                    return true;
            return false;
        };
    }

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.Target.GuessesLabels && !context.From.Labels.SequenceEqual(context.To.Labels)
            ? RowGuard.Step
            : RowGuard.Target;
}
