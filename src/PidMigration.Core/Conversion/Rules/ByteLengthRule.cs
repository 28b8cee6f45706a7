using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// More bytes than the target's type has, in its own character set. PostgreSQL cuts off what a name has beyond 63.
/// </summary>
internal sealed class ByteLengthRule : LossRule
{
    public override string Code => "PID2007";

    public override string Name => "Length";

    public override string Words => "are longer than the bytes of the target's type";

    public override string Remedy => Widen;

    public override bool AppliesTo(ConversionContext context) =>
        context.To.MaxBytes is { } bytes and < int.MaxValue
        && CharacterSets.HasKnownWidth(context.To.CharacterSet)
        && (context.IsText || context.From.Kind is Network or Composite)
        && !(context.From.MaxLength * CharacterSets.WidestCharacter <= bytes)
        && !(context.From.MaxBytes <= bytes && context.From.CharacterSet is null or "utf8mb4" or "utf8mb3");

    public override string Describe(ConversionContext context) =>
        FormattableString.Invariant($"are longer than the {context.To.MaxBytes:N0} bytes of {context.To.NativeType}");

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        CharacterSets.IsSingleByte(context.To.CharacterSet)
            ? values.LongerThan(context.From, context.To.MaxBytes!.Value)
            : values.MoreBytesThan(context.From, context.To.MaxBytes!.Value);

    public override ValueTest Test(ConversionContext context)
    {
        var most = context.To.MaxBytes!.Value;
        if (CharacterSets.IsSingleByte(context.To.CharacterSet))
            return value => value.Length <= most || CharacterSets.CountCharacters(value) <= most;
        return value => value.Length <= most;
    }

    public override RowGuard KeptBackBy(ConversionContext context) =>
        context.IsText && context.To.MaxLength is not null ? RowGuard.Step : RowGuard.Target;
}
