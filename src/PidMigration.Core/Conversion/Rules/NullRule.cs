using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// NULL in a column that forbids it: a server may fill in something of its own, the next number or the time.
/// </summary>
internal sealed class NullRule : LossRule
{
    public override string Code => "PID2001";

    public override string Name => "Null";

    public override string Words => "are NULL, which the target forbids";

    public override string Remedy => $"{FixInSource}, or let the target's column be NULL.";

    public override bool AppliesTo(ConversionContext context) => context.From.Nullable && !context.To.Nullable;

    public override string? Predicate(ConversionContext context, ValuePredicates values) => values.IsNull(context.From);

    /// <remarks>NULL isn't given to a test: <see cref="RowConverter"/> asks <see
    /// cref="ConversionRule.ForbidsNull"/>.</remarks>
    public override ValueTest Test(ConversionContext context) => _ => true;

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Row;
}
