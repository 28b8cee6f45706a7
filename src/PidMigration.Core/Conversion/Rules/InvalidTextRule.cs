using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>Text that is invalid in its own character set.</summary>
internal sealed class InvalidTextRule : LossRule
{
    public override string Code => "PID2019";

    public override string Name => "Text";

    public override string Words => "have bytes that are not characters of their own character set";

    public override string Remedy => $"{FixInSource}.";

    public override string? WhyNotAsked =>
        "SQLite has no test of a text's bytes, and a function of ours would double the time of the pre-flight.";

    public override bool AppliesTo(ConversionContext context) =>
        context.From.Kind is Text or FixedText or Json
        && (context.From.IsDynamicallyTyped || CharacterSets.MayBeInvalid(context.From.CharacterSet));

    public override string Describe(ConversionContext context) =>
        $"have bytes that are not characters of {context.From.CharacterSet ?? "UTF-8"}";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.InvalidText(context.From);

    public override ValueTest Test(ConversionContext context) => System.Text.Unicode.Utf8.IsValid;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
