using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>More characters than the target's type has: spaces beyond them are cut off silently.</summary>
internal sealed class TextLengthRule : LossRule
{
    private const int Bare = 32;

    public override string Code => "PID2007";

    public override string Name => "Length";

    public override string Words => "are longer than the characters of the target's type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { Target.EnforcesDeclarations: true, To: { Kind: Text or FixedText, MaxLength: { } most } }
        && (
            context.From.Kind == Uuid
                ? most < Bare
                : (context.IsText || context.From.Kind is Network or Composite) && !(context.From.MaxLength <= most)
        );

    public override string Describe(ConversionContext context) =>
        FormattableString.Invariant(
            $"are longer than the {context.To.MaxLength:N0} characters of {context.To.NativeType}"
        );

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        context.From.Kind == Uuid
            ? values.IsNotNull(context.From)
            : values.LongerThan(context.From, context.To.MaxLength!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var most = context.To.MaxLength!.Value;
        return value => value.Length <= most || CharacterSets.CountCharacters(value) <= most;
    }

    public override RowGuard KeptBackBy(ConversionContext context) => context.IsText ? RowGuard.Step : RowGuard.Target;
}
