using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A zero date, or one with a zero in it (MySQL 8.4 manual, 13.2).</summary>
internal sealed class ZeroDateRule : LossRule
{
    public override string Code => "PID2013";

    public override string Name => "ZeroDate";

    public override string Words => "are zero dates, or have a zero month or day";

    public override string Remedy => $"{FixInSource}, or add -Allow {Allowance}.";

    public override AllowedChange? Allowance => AllowedChange.ZeroDateToNull;

    public override bool AppliesTo(ConversionContext context) =>
        context is { IsDate: true, Source.HoldsZeroDates: true }
        && (!context.Target.HoldsZeroDates || context.Allowed.Contains(AllowedChange.ZeroDateToNull));

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.IsZeroDate(context.From);

    public override ValueTest Test(ConversionContext context) => HasNoZero;

    public override FieldConverter Change(ConversionContext context) => NullUnless(HasNoZero);

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.To.IsDynamicallyTyped ? RowGuard.Step : RowGuard.Target;

    private static bool HasNoZero(ReadOnlySpan<byte> value) =>
        !value.StartsWith("0000"u8)
        && (value.Length < 10 || !(value[5..7].SequenceEqual("00"u8) || value[8..10].SequenceEqual("00"u8)));
}
