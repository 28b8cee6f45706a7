using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// An escaped NUL in JSON for jsonb, which decodes escapes and has no such character (PostgreSQL 15 manual, 8.14).
/// </summary>
internal sealed class JsonEscapeRule : LossRule
{
    public override string Code => "PID2018";

    public override string Name => "Json";

    public override string Words => "have an escaped NUL, which the target's JSON can't store";

    public override string Remedy => $"{FixInSource}, or make the target's column a text.";

    public override bool AppliesTo(ConversionContext context) =>
        context.To.Kind == Json
        && (context.From.Kind is Text or Json)
        && context.Target.DecodedJson.Contains(context.To.NativeType)
        && !context.Source.DecodedJson.Contains(context.From.NativeType);

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.HasEscapedNul(context.From);

    public override ValueTest Test(ConversionContext context) =>
        value => JsonInspector.Inspect(value, JsonFindings.EscapedNul) == JsonFindings.None;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
