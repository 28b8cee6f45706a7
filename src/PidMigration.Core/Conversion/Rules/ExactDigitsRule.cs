using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// More digits than SQLite keeps of a number with a fraction, which is an 8-byte float (sqlite.org/datatype3.html, 3).
/// </summary>
internal sealed class ExactDigitsRule : LossRule
{
    public override string Code => "PID2004";

    public override string Name => "Digits";

    public override string Words => "have more digits than the target keeps exactly";

    public override string Remedy => "Make the target's column a text, or fix them in the source.";

    public override string? WhyNotAsked => "SQLite writes its own numbers in more digits than it keeps exactly.";

    public override bool AppliesTo(ConversionContext context) =>
        context
            is { From.Kind: ValueKind.Decimal or Integer, To.Kind: ValueKind.Decimal, Target.ExactDigits: { } digits }
        && !(context.From is { Kind: ValueKind.Decimal, Precision: { } precision } && precision <= digits)
        && context.From is not { Kind: Integer, Bytes: > 0 and <= 4 };

    public override string Describe(ConversionContext context) =>
        $"have more than the {context.Target.ExactDigits} digits that the target keeps exactly";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.SignificantDigitsBeyond(context.From, context.Target.ExactDigits!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var most = context.Target.ExactDigits!.Value;
        return value => new DecimalDigits(value).SignificantDigits <= most;
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
