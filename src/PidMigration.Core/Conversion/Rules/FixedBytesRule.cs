using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>Fewer bytes than BINARY(n) has, which is filled up with zeros (MySQL 8.4 manual, 13.3.3).</summary>
internal sealed class FixedBytesRule : LossRule
{
    public override string Code => "PID2007";

    public override string Name => "Length";

    public override string Words => "don't have exactly the bytes of the target's type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Bytes, To.Kind: Bytes } && IsPadded(context.To);

    public override string Describe(ConversionContext context) =>
        FormattableString.Invariant(
            $"don't have exactly the {context.To.MaxLength:N0} bytes of {context.To.NativeType}"
        );

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotBytes(context.From, context.To.MaxLength!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var count = context.To.MaxLength!.Value;
        return value => value.Length == count;
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;

    /// <summary>Whether a binary column has a fixed length.</summary>
    public static bool IsPadded(Column column) =>
        column.MaxLength is not null && column.NativeType.StartsWith("binary", StringComparison.OrdinalIgnoreCase);
}
