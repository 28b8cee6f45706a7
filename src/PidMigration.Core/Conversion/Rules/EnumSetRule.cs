using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// Text that isn't a list of a SET's labels with commas, in their order, each once: a SET takes them in any order and
/// spelling.
/// </summary>
internal sealed class EnumSetRule : LossRule
{
    public override string Code => "PID2011";

    public override string Name => "Label";

    public override string Words => "are not labels of the target's type, in its order";

    public override string Remedy => "Add the labels to the target's type, or fix them in the source.";

    public override bool AppliesTo(ConversionContext context) =>
        context.To.Kind == EnumSet && context.IsText && !context.From.Labels.SequenceEqual(context.To.Labels);

    public override string Describe(ConversionContext context) =>
        $"are not labels of {context.To.NativeType}, in its order";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotMembers(context.From, context.To.Labels);

    public override ValueTest Test(ConversionContext context)
    {
        var labels = context.To.Labels.Select(System.Text.Encoding.UTF8.GetBytes).ToList();
        return value =>
        {
            var next = 0;
            if (!value.IsEmpty)
                foreach (var member in value.Split((byte)','))
                {
                    while (next < labels.Count && !value[member].SequenceEqual(labels[next]))
                        next++;
                    if (next++ == labels.Count)
                        return false;
                }

            return true;
        };
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
