using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion.Rules;

/// <summary>
/// A network, or an address of the other family, for a type that holds single addresses of one family (MariaDB's INET4
/// and INET6).
/// </summary>
internal sealed class NetworkFormRule : LossRule
{
    public override string Code => "PID2020";

    public override string Name => "Form";

    public override string Words => "are not addresses of the target's type";

    public override string Remedy => "Make the target's column a text, or fix them in the source.";

    public override bool AppliesTo(ConversionContext context) =>
        context.From.Kind == Network
        && context.To is { Kind: Network, NativeType: "inet4" or "inet6" }
        && context.From.NativeType != context.To.NativeType;

    public override string Describe(ConversionContext context) => $"are not addresses of {context.To.NativeType}";

    public override string? Predicate(ConversionContext context, ValuePredicates values) =>
        values.NotAddress(context.From, IsSix(context));

    public override ValueTest Test(ConversionContext context)
    {
        if (context.From.NativeType.StartsWith("mac", StringComparison.Ordinal))
            return _ => false;
        var six = IsSix(context);
        return value => !value.Contains((byte)'/') && value.Contains((byte)':') == six;
    }

    public override RowGuard KeptBackBy(ConversionContext context) => RowGuard.Target;

    private static bool IsSix(ConversionContext context) => context.To.NativeType == "inet6";
}
