using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A number as a whole JSON text: a SQLite column declared json makes a number of it (sqlite.org/datatype3.html, 3.1).
/// </summary>
internal sealed class JsonScalarRule : LossRule
{
    public override string Code => "PID2018";

    public override string Name => "Json";

    public override string Words => "are only a number, which the target's column would store as a number";

    public override string Remedy => "Declare the target's column as text.";

    public override bool AppliesTo(ConversionContext context) =>
        context is { From.Kind: Text or Json, To: { Kind: Json, IsDynamicallyTyped: true } };

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.IsJsonNumber(context.From);

    public override ValueTest Test(ConversionContext context) =>
        value => value.TrimStart(" \t\r\n"u8) is not [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..];

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
