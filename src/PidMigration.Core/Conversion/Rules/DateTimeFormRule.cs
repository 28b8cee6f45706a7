using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A text that is no day or time of the calendar in its canonical form, where a column of any text is meant to hold
/// one: 'now' would become the time of the copy in PostgreSQL.
/// </summary>
internal sealed class DateTimeFormRule : LossRule
{
    public override string Code => "PID2020";

    public override string Name => "Form";

    public override string Words => "are not written as the source's type is (2016-03-01 18:30:00.5)";

    public override string Remedy => $"{FixInSource}.";

    public override bool AppliesTo(ConversionContext context) =>
        context is { IsDateTime: true, From.IsDynamicallyTyped: true, To.IsDynamicallyTyped: false };

    public override string Describe(ConversionContext context) =>
        $"are not written as a {context.From.NativeType} is (2016-03-01 18:30:00.5)";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.WrongForm(context.From);

    public override ValueTest Test(ConversionContext context)
    {
        var kind = context.From.Kind;
        return value => CanonicalDateTime.IsValid(value, kind);
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
