using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A number that YEAR takes for another: 5 becomes 2005 (MySQL 8.4 manual, 13.2.4).</summary>
internal sealed class YearRule : LossRule
{
    private const int First = 1901;
    private const int Last = 2155;

    public override string Code => "PID2003";

    public override string Name => "Range";

    public override string Words => "are not years that the target supports (1901 to 2155)";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Integer, To.Kind: ValueKind.Year };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.OutsideRange(context.From, First, Last);

    public override ValueTest Test(ConversionContext context) =>
        value => new DecimalDigits(value).IsWithin(First, Last);

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
