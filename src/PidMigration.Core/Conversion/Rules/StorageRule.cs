using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A value of another type than its column declares, which SQLite allows (sqlite.org/datatype3.html, 3).
/// </summary>
internal sealed class StorageRule : LossRule
{
    public override string Code => "PID2002";

    public override string Name => "Storage";

    public override string Words => "are not stored as the source's type promises";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) => context.From.IsDynamicallyTyped;

    public override string Describe(ConversionContext context) =>
        $"are not stored as {context.From.NativeType} promises";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.WrongStorage(context.From);

    public override ValueTest Test(ConversionContext context) => _ => true;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Reader;
}
