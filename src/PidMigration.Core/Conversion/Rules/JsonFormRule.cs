using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>Text for a JSON column that is no JSON, or has half of a character in it.</summary>
internal sealed class JsonFormRule : LossRule
{
    public override string Code => "PID2018";

    public override string Name => "Json";

    public override string Words => "are not valid JSON";

    public override string Remedy => $"{FixInSource}, or make the target's column a text.";

    public override bool AppliesTo(ConversionContext context) =>
        context.To is { Kind: Json, IsDynamicallyTyped: false }
        && (context.From.Kind is Text || context.From is { Kind: Json, IsDynamicallyTyped: true });

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotJson(context.From);

    public override ValueTest Test(ConversionContext context) =>
        value => JsonInspector.Inspect(value, JsonFindings.Invalid) == JsonFindings.None;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
