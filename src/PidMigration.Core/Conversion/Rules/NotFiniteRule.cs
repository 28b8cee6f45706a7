using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>NaN or an infinite number for a type that has none.</summary>
internal sealed class NotFiniteRule : LossRule
{
    public override string Code => "PID2005";

    public override string Name => "NotFinite";

    public override string Words => "are NaN or infinite, which the target can't store";

    public override string Remedy => $"{FixInSource}, or add -Allow {Allowance}.";

    public override AllowedChange? Allowance => AllowedChange.NotANumberToNull;

    public override bool AppliesTo(ConversionContext context) =>
        context.From.Kind is Float32 or Float64 or ValueKind.Decimal
        && (context.Source.HoldsNaN || context.Source.HoldsInfinity)
        && (
            context.Target is not { HoldsNaN: true, HoldsInfinity: true }
            || context.To.Kind == Integer
            || context.Allowed.Contains(AllowedChange.NotANumberToNull)
        );

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotFinite(context.From);

    public override ValueTest Test(ConversionContext context) => IsFinite;

    public override FieldConverter Change(ConversionContext context) => NullUnless(IsFinite);

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;

    private static bool IsFinite(ReadOnlySpan<byte> value) => new DecimalDigits(value).IsFinite;
}
