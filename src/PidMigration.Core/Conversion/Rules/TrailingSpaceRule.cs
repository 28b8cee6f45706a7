using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A space at the end of text for CHAR(n), to which it means nothing.</summary>
internal sealed class TrailingSpaceRule : LossRule
{
    public override string Code => "PID2009";

    public override string Name => "TrailingSpace";

    public override string Words => "end in a space, which the target's type drops";

    public override string Remedy => $"Make the target's column a VARCHAR, or add -Allow {Allowance}.";

    public override AllowedChange? Allowance => AllowedChange.TrimTrailingSpaces;

    public override bool AppliesTo(ConversionContext context) =>
        context is { To.Kind: FixedText, Target.EnforcesDeclarations: true, IsText: true, From.Kind: not FixedText };

    public override string Describe(ConversionContext context) =>
        $"end in a space, which {context.To.NativeType} drops";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.EndsWithSpace(context.From);

    public override ValueTest Test(ConversionContext context) => value => value is not [.., (byte)' '];

    public override FieldConverter Change(ConversionContext context) =>
        (value, output) =>
        {
            if (value is not [.., (byte)' '])
                return Converters.Pass(value, output);
            output.Append(value.TrimEnd((byte)' '));
            return 1;
        };

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Step;
}
