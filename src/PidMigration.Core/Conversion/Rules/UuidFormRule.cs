using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>Text that is no UUID, with or without dashes, braces and parentheses.</summary>
internal sealed class UuidFormRule : LossRule
{
    public override string Code => "PID2020";

    public override string Name => "Form";

    public override string Words => "are not UUIDs";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Text or FixedText, To.Kind: Uuid };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotUuid(context.From);

    public override ValueTest Test(ConversionContext context) => value => Converters.TryParseUuid(value, out _);

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Conversion;
}
