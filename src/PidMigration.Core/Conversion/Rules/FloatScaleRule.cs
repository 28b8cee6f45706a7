using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>More digits after the point than a FLOAT(7,4) has, which rounds them (MySQL 8.4 manual, 13.1.4).</summary>
internal sealed class FloatScaleRule : LossRule
{
    public override string Code => "PID2004";

    public override string Name => "Digits";

    public override string Words => "have more digits after the point than the target's type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Float32 or Float64, To: { Kind: Float32 or Float64, Scale: not null } }
        && context.To.NativeType != context.From.NativeType;

    public override string Describe(ConversionContext context) =>
        $"have more digits after the point than {context.To.NativeType}";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.FloatDigitsBeyond(context.From, context.To.Scale!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var scale = context.To.Scale!.Value;
        return value => Converters.DigitsAfterPoint(value) <= scale;
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
