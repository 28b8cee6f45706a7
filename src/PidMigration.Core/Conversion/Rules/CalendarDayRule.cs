using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A day that no calendar has, such as February 31, which MySQL takes with ALLOW_INVALID_DATES (8.4 manual, 7.1.11).
/// </summary>
internal sealed class CalendarDayRule : LossRule
{
    public override string Code => "PID2014";

    public override string Name => "Range";

    public override string Words => "are days that no calendar has (February 31)";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) =>
        context is { IsDate: true, Source.HoldsZeroDates: true, Target.HoldsZeroDates: false };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.LacksDay(context.From);

    public override ValueTest Test(ConversionContext context) => value => !CanonicalDateTime.IsBeyondMonth(value);

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.To.IsDynamicallyTyped ? RowGuard.Step : RowGuard.Target;
}
