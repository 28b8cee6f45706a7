using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A character that the target column's character set lacks.</summary>
internal sealed class CharacterSetRule : LossRule
{
    public override string Code => "PID2008";

    public override string Name => "CharacterSet";

    public override string Words => "have characters that the target column's character set lacks";

    public override string Remedy =>
        "Make the target's column utf8mb4 (ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4).";

    public override bool AppliesTo(ConversionContext context) =>
        (context.IsText || context.From.Kind is Network or Composite)
        && CharacterSets.IsLimited(context.To.CharacterSet)
        && context.From.CharacterSet != context.To.CharacterSet
        && context.From.CharacterSet != "ascii"
        && (
            !CharacterSets.IsBasicPlane(context.To.CharacterSet)
            || CharacterSets.HasAllPlanes(context.From.CharacterSet)
        );

    public override string Describe(ConversionContext context) =>
        $"have characters that {context.To.CharacterSet} lacks";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        CharacterSets.IsBasicPlane(context.To.CharacterSet)
            ? values.HasFourByteCharacter(context.From)
            : values.OutsideCharacterSet(context.From, context.To.CharacterSet!);

    public override ValueTest Test(ConversionContext context)
    {
        var set = context.To.CharacterSet!;
        return value => CharacterSets.HoldsAll(set, value);
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
