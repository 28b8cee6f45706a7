using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>Months in a length of time that becomes a number of microseconds: a month has no fixed length.</summary>
internal sealed class MonthsRule : LossRule
{
    public override string Code => "PID2006";

    public override string Name => "Months";

    public override string Words => "have months or years, which have no number of microseconds";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) => context is { From.Kind: Duration, To.Kind: Integer };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.HasMonths(context.From);

    public override ValueTest Test(ConversionContext context) => value => Converters.TryGetMicroseconds(value, out _);

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Conversion;
}
