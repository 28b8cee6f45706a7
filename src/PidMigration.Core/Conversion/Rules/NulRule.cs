using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>A NUL character for a server whose texts end at one (PostgreSQL 15 manual, 8.3).</summary>
internal sealed class NulRule : LossRule
{
    public override string Code => "PID2010";

    public override string Name => "Nul";

    public override string Words => "have NUL characters, which the target can't store";

    public override string Remedy => $"{FixInSource}, or add -Allow {Allowance}.";

    public override AllowedChange? Allowance => AllowedChange.StripNul;

    // An ENUM's labels are the target's as well, and a JSON text writes the character as an escape.
    public override bool AppliesTo(ConversionContext context) =>
        context is { IsText: true, Source.HoldsNul: true, Target.HoldsNul: false };

    public override string? Predicate(ConversionContext context, ValuePredicates values) => values.HasNul(context.From);

    public override ValueTest Test(ConversionContext context) => value => !value.Contains((byte)0);

    public override FieldConverter Change(ConversionContext context) =>
        (value, output) =>
        {
            var count = value.Count((byte)0);
            if (count == 0)
                return Converters.Pass(value, output);
            var room = output.Reserve(value.Length);
            var written = 0;
            foreach (var b in value)
                if (b != 0)
                    room[written++] = b;
            output.EndField(written);
            return count;
        };

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;
}
