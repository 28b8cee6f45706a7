using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>More bytes than a binary type has.</summary>
internal sealed class BinaryLengthRule : LossRule
{
    public override string Code => "PID2007";

    public override string Name => "Length";

    public override string Words => "are longer than the bytes of the target's binary type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Bytes, To: { Kind: Bytes, MaxLength: < int.MaxValue and { } most } }
        && !FixedBytesRule.IsPadded(context.To)
        && !(context.From.MaxLength <= most);

    public override string Describe(ConversionContext context) =>
        FormattableString.Invariant($"are longer than the {context.To.MaxLength:N0} bytes of {context.To.NativeType}");

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.MoreBytesThan(context.From, context.To.MaxLength!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var most = context.To.MaxLength!.Value;
        return value => value.Length <= most;
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
