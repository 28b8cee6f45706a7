using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>Bytes that are no UUID because they aren't 16.</summary>
internal sealed class UuidBytesRule : LossRule
{
    private const int Count = 16;

    public override string Code => "PID2007";

    public override string Name => "Length";

    public override string Words => "don't have exactly 16 bytes";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Bytes, To.Kind: Uuid }
        && !(context.From.MaxLength == Count && FixedBytesRule.IsPadded(context.From));

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotBytes(context.From, Count);

    public override ValueTest Test(ConversionContext context) => value => value.Length == Count;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Conversion;
}
