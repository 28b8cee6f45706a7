using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A fraction in a number that becomes a whole one.</summary>
internal sealed class WholeNumberRule : LossRule
{
    public override string Code => "PID2004";

    public override string Name => "Digits";

    public override string Words => "have a fraction";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: ValueKind.Decimal, To.Kind: Integer } && context.From.Scale is not <= 0;

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.DigitsBeyond(context.From, null, 0);

    public override ValueTest Test(ConversionContext context) => value => new DecimalDigits(value).Fraction.IsEmpty;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Conversion;
}
