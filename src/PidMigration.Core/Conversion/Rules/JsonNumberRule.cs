using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A number that MySQL's JSON keeps as another, because it is neither a 64-bit integer nor a double (8.4 manual, 13.5).
/// </summary>
internal sealed class JsonNumberRule : LossRule
{
    public override string Code => "PID2018";

    public override string Name => "Json";

    public override string Words => "have a number that the target's JSON rounds to 8 bytes";

    public override string Remedy => $"{FixInSource}, or make the target's column a text.";

    public override string? WhyNotAsked => "MariaDB and MySQL can't list the numbers of a JSON text at any depth.";

    public override bool AppliesTo(ConversionContext context) =>
        context.To.Kind == Json
        && context.Target.DoubleJson.Contains(context.To.NativeType)
        && !context.Source.DoubleJson.Contains(context.From.NativeType);

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.HasWideNumber(context.From);

    public override ValueTest Test(ConversionContext context) =>
        value => JsonInspector.Inspect(value, JsonFindings.WideNumber) == JsonFindings.None;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
