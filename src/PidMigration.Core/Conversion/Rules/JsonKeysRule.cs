using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A JSON object with a key twice, of which MySQL's JSON (8.4 manual, 13.5) and PostgreSQL's jsonb (15 manual, 8.14)
/// keep the last.
/// </summary>
internal sealed class JsonKeysRule : LossRule
{
    public override string Code => "PID2018";

    public override string Name => "Json";

    public override string Words => "have an object with a key twice, of which the target keeps one";

    public override string Remedy => $"{FixInSource}, or make the target's column a text.";

    public override bool AppliesTo(ConversionContext context) =>
        context.To.Kind == Json
        && context.Target.UniqueKeyJson.Contains(context.To.NativeType)
        && !context.Source.UniqueKeyJson.Contains(context.From.NativeType);

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.HasDoubledKey(context.From);

    public override ValueTest Test(ConversionContext context) =>
        value => JsonInspector.Inspect(value, JsonFindings.DoubledKey) == JsonFindings.None;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
