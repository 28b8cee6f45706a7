using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>More digits after the second than the target's type has: all servers round them silently.</summary>
internal sealed class FractionRule : LossRule
{
    private const int MostDigits = 6;

    public override string Code => "PID2015";

    public override string Name => "Fraction";

    public override string Words => "have more digits after the second than the target's type";

    public override string Remedy => $"Give the target's column more (such as DATETIME(6)), or add -Allow {Allowance}.";

    public override AllowedChange? Allowance => AllowedChange.TruncateFraction;

    public override bool AppliesTo(ConversionContext context) =>
        context
            is {
                Target.EnforcesDeclarations: true,
                To: { Kind: Time or Timestamp or Instant or Duration, Scale: { } digits }
            }
        && (
            context.From.Kind == Integer
                ? digits < MostDigits
                : context.From.Kind is Time or Timestamp or Instant or Duration && !(context.From.Scale <= digits)
        );

    public override string Describe(ConversionContext context) =>
        $"have more than the {context.To.Scale} digits after the second of {context.To.NativeType}";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.FractionBeyond(context.From, context.To.Scale!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var digits = context.To.Scale!.Value;
        if (context.From.Kind == Integer)
            return value => EndsInZeros(value, MostDigits - digits);
        var kind = context.From.IsDynamicallyTyped ? context.From.Kind : (ValueKind?)null;
        return value =>
            Length(value, digits) is var most
            && (
                value.Length <= most
                || !value[most..].ContainsAnyExcept((byte)'0', (byte)'.')
                // A text of any form is another rule's matter.
                || (kind is { } form && !CanonicalDateTime.IsValid(value, form))
            );
    }

    public override FieldConverter Change(ConversionContext context)
    {
        var digits = context.To.Scale!.Value;
        var fits = Test(context);
        if (context.From.Kind == Integer)
            return (value, output) =>
            {
                if (fits(value))
                    return Converters.Pass(value, output);
                return AppendZeroed(value, MostDigits - digits, output);
            };
        return (value, output) =>
        {
            if (fits(value))
                return Converters.Pass(value, output);
            output.Append(value[..Length(value, digits)]);
            return 1;
        };
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;

    /// <summary>Whether the last digits of a whole number are zeros.</summary>
    private static bool EndsInZeros(ReadOnlySpan<byte> number, int count)
    {
        var digits = number.TrimStart((byte)'-');
        return !digits[Math.Max(digits.Length - count, 0)..].ContainsAnyExcept((byte)'0');
    }

    /// <summary>A whole number with zeros for its last digits.</summary>
    private static int AppendZeroed(ReadOnlySpan<byte> number, int count, RowBatch output)
    {
        var kept = number[..Math.Max(number.Length - count, 0)];
        if (kept.TrimStart((byte)'-').IsEmpty)
        {
            output.Append("0"u8);
            return 1;
        }

        var room = output.Reserve(number.Length)[..number.Length];
        kept.CopyTo(room);
        room[kept.Length..].Fill((byte)'0');
        output.EndField(number.Length);
        return 1;
    }

    /// <summary>The length of a value up to the last digit that the target keeps.</summary>
    private static int Length(ReadOnlySpan<byte> value, int digits)
    {
        var point = value.IndexOf((byte)'.');
        return point < 0 ? value.Length
            : digits == 0 ? point
            : point + 1 + digits;
    }
}
