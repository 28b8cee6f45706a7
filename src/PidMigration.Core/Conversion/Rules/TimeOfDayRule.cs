using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A time below zero or beyond 24 hours, which is a length of time (MySQL 8.4 manual, 13.2.3).</summary>
internal sealed class TimeOfDayRule : LossRule
{
    public override string Code => "PID2014";

    public override string Name => "Range";

    public override string Words => "are below zero or beyond 24 hours, which is not a time of day";

    public override string Remedy => "Make the target's column an interval, or fix them in the source.";

    public override bool AppliesTo(ConversionContext context) =>
        context
            is { From.Kind: Time, To.Kind: Time, Source.HoldsTimesBeyondDay: true, Target.HoldsTimesBeyondDay: false };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.OutsideDay(context.From);

    public override ValueTest Test(ConversionContext context) => value => CanonicalDateTime.IsValid(value, Time);

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.To.IsDynamicallyTyped ? RowGuard.Step : RowGuard.Target;
}
