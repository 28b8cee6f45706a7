using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// More digits than a DECIMAL(p,s) has: those after the point are rounded away, those before it refused.
/// </summary>
internal sealed class DecimalDigitsRule : LossRule
{
    public override string Code => "PID2004";

    public override string Name => "Digits";

    public override string Words => "have more digits than the target's type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: ValueKind.Decimal or Integer, To: { Kind: ValueKind.Decimal, Precision: not null } }
        && (Rounds(context) || Whole(context.From) > Whole(context.To));

    public override string Describe(ConversionContext context) => $"have more digits than {context.To.NativeType}";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.DigitsBeyond(context.From, Whole(context.To), context.To.Scale ?? 0);

    public override ValueTest Test(ConversionContext context)
    {
        var (whole, scale) = (Whole(context.To), context.To.Scale ?? 0);
        return value =>
        {
            var number = new DecimalDigits(value);
            return !number.IsFinite || (number.WholeDigits <= whole && number.HasScale(scale));
        };
    }

    /// <remarks>PostgreSQL rounds silently, MySQL with a note; both refuse a number that is too large.</remarks>
    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.Target.EnforcesDeclarations && Rounds(context) ? RowGuard.Step : RowGuard.Target;

    private static bool Rounds(ConversionContext context) =>
        context.From.Kind == Integer ? context.To.Scale < 0 : !(context.From.Scale <= (context.To.Scale ?? 0));

    /// <summary>The digits before the point that a column's values may have.</summary>
    private static int Whole(Column column) =>
        column switch
        {
            { Kind: Integer, Bytes: 1 } => 3,
            { Kind: Integer, Bytes: 2 } => 5,
            { Kind: Integer, Bytes: 3 } => 8,
            { Kind: Integer, Bytes: 4 } => 10,
            { Kind: Integer } => 20,
            { Precision: { } precision } => precision - (column.Scale ?? 0),
            _ => int.MaxValue,
        };
}
