using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A date before the year 1 or after the year 9999.</summary>
internal sealed class YearRangeRule : LossRule
{
    public override string Code => "PID2014";

    public override string Name => "Range";

    public override string Words => "are outside the years 1 to 9999";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) =>
        context is { IsDate: true, Source.HoldsDistantYears: true, Target.HoldsDistantYears: false }
        && InstantRangeRule.Range(context) is null;

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.OutsideDateTimes(context.From, "0001-01-01", "10000-01-01");

    public override ValueTest Test(ConversionContext context) => value => !CanonicalDateTime.IsDistant(value);

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.To.IsDynamicallyTyped ? RowGuard.Step : RowGuard.Target;
}
