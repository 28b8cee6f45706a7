using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>An infinite date (PostgreSQL 15 manual, 8.5.1.4).</summary>
internal sealed class InfiniteDateRule : LossRule
{
    public override string Code => "PID2012";

    public override string Name => "Infinite";

    public override string Words => "are infinite, which the target can't store";

    public override string Remedy => $"{FixInSource}, or add -Allow {Allowance}.";

    public override AllowedChange? Allowance => AllowedChange.InfinityToNull;

    public override bool AppliesTo(ConversionContext context) =>
        context is { IsDate: true, Source.HoldsInfiniteDates: true }
        && (!context.Target.HoldsInfiniteDates || context.Allowed.Contains(AllowedChange.InfinityToNull));

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.IsInfinite(context.From);

    public override ValueTest Test(ConversionContext context) => IsFinite;

    public override FieldConverter Change(ConversionContext context) => NullUnless(IsFinite);

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.To.IsDynamicallyTyped ? RowGuard.Step : RowGuard.Target;

    private static bool IsFinite(ReadOnlySpan<byte> value) => value is not [.., (byte)'y'];
}
