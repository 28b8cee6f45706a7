using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A 64-bit float that no 32-bit one is equal to.</summary>
internal sealed class FloatPrecisionRule : LossRule
{
    public override string Code => "PID2004";

    public override string Name => "Digits";

    public override string Words => "have more digits than a 32-bit float keeps";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) => context is { From.Kind: Float64, To.Kind: Float32 };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotSingle(context.From);

    public override ValueTest Test(ConversionContext context) => Converters.IsSingle;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Conversion;
}
