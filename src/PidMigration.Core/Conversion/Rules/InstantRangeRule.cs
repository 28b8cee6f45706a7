using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>An instant beyond the few decades of a TIMESTAMP (MySQL 8.4 manual, 13.2.2).</summary>
internal sealed class InstantRangeRule : LossRule
{
    public override string Code => "PID2014";

    public override string Name => "Range";

    public override string Words => "are outside the range of TIMESTAMP (1970 to 2038)";

    public override string Remedy => "Make the target's column a DATETIME(6).";

    public override bool AppliesTo(ConversionContext context) => Range(context) is not null && !IsSameType(context);

    public override string? Predicate(ConversionContext context, ValuePredicates values)
    {
        var (first, end) = Range(context)!.Value;
        return values.OutsideDateTimes(context.From, first, end);
    }

    public override ValueTest Test(ConversionContext context)
    {
        var (first, end) = Range(context)!.Value;
        var (least, beyond) = (Bytes(first), Bytes(end));
        var isText = context.From.IsDynamicallyTyped;
        return value =>
        {
            if (CanonicalDateTime.IsDistant(value))
                return isText;
            // What is no date at all, or infinite, or zero, is another rule's matter.
            if (value.Length < least.Length || value.StartsWith("0000"u8) || (isText && !IsTimestamp(value)))
                return true;
            return value.SequenceCompareTo(least.Span) >= 0 && value.SequenceCompareTo(beyond.Span) < 0;
        };
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;

    /// <summary>The range of the target's instants; null where they have that of dates.</summary>
    public static (string First, string End)? Range(ConversionContext context) =>
        context is { To.Kind: Instant, From.Kind: Timestamp or Instant } ? context.Target.InstantRange : null;

    private static bool IsSameType(ConversionContext context) =>
        context.From.Kind == Instant && context.Source.InstantRange == context.Target.InstantRange;

    private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static bool IsTimestamp(ReadOnlySpan<byte> value) => CanonicalDateTime.IsValid(value, Timestamp);
}
