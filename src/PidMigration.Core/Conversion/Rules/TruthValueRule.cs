using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A number other than 0 and 1 where a truth value is meant.</summary>
internal sealed class TruthValueRule : LossRule
{
    public override string Code => "PID2003";

    public override string Name => "Range";

    public override string Words => "are neither 0 nor 1";

    public override string Remedy => Widen;

    // A real boolean (PostgreSQL's, or one that the reader insists on) has no width.
    public override bool AppliesTo(ConversionContext context) =>
        context.To.Kind == ValueKind.Boolean
        && context.From is { Kind: Integer or Bits } or { Kind: ValueKind.Boolean, Bytes: > 0 };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.OutsideRange(context.From, 0, 1);

    public override ValueTest Test(ConversionContext context) => value => value is [(byte)'0' or (byte)'1'];

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
