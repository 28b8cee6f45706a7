using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A number beyond what the target's width and sign hold.</summary>
internal sealed class IntegerRangeRule : LossRule
{
    public override string Code => "PID2003";

    public override string Name => "Range";

    public override string Words => "are outside the range of the target's type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context)
    {
        if (context.To.Kind is not (Integer or Bits) || Range(context.To) is not { } room)
            return false;
        return context.From.Kind switch
        {
            Integer or Bits => Range(context.From) is not { } has || has.Least < room.Least || has.Most > room.Most,
            ValueKind.Decimal or Duration => true,
            _ => false,
        };
    }

    public override string Describe(ConversionContext context) => $"are outside the range of {context.To.NativeType}";

    public override string? Predicate(ConversionContext context, ValuePredicates values)
    {
        var (least, most) = Range(context.To)!.Value;
        return values.OutsideRange(context.From, least, most);
    }

    public override ValueTest Test(ConversionContext context)
    {
        var (least, most) = Range(context.To)!.Value;
        // A length of time with months has no number at all, which is another rule's matter.
        if (context.From.Kind == Duration)
            return value =>
                !Converters.TryGetMicroseconds(value, out var microseconds)
                || (microseconds >= (Int128)least && microseconds <= (Int128)most);
        return value => new DecimalDigits(value).IsWithin((Int128)least, (Int128)most);
    }

    /// <remarks>−1 would be 64 ones in a BIT(64).</remarks>
    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.To.Kind == Bits ? RowGuard.Step : RowGuard.Target;

    private static (decimal Least, decimal Most)? Range(Column column)
    {
        if (column is { Kind: Bits, Precision: { } bits })
            return (0, bits == 64 ? ulong.MaxValue : (1UL << bits) - 1);
        if (column.Bytes is < 1 or > 8)
            return null;
        var values = column.Bytes == 8 ? 18446744073709551616m : 1UL << (8 * column.Bytes);
        return column.Unsigned ? (0, values - 1) : (-values / 2, values / 2 - 1);
    }
}
