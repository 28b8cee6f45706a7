using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Comparing;

/// <summary>Which order fits a pair of columns, and how each server is told.</summary>
internal static class KeySortOrder
{
    /// <summary>
    /// Whether there is an order that both sides can make. A duration or a network address is spelled differently when
    /// a column of another type holds it, and neither server can sort by the other's spelling.
    /// </summary>
    public static bool IsShared(Column source, Column target) =>
        source.Kind == target.Kind
        || (source.Kind is not (Duration or ValueKind.Network) && target.Kind is not (Duration or ValueKind.Network));

    /// <summary>The order for a pair of columns.</summary>
    public static KeyOrder For(Column source, Column target) =>
        (Class(source.Kind), Class(target.Kind)) switch
        {
            (KeyOrder.Uuid, _) or (_, KeyOrder.Uuid) => KeyOrder.Uuid,
            (KeyOrder.Number, KeyOrder.Number) => KeyOrder.Number,
            (KeyOrder.Value, KeyOrder.Value)
                when source.Kind == target.Kind
                    || (source.Kind is Timestamp or Instant && target.Kind is Timestamp or Instant) => KeyOrder.Value,
            _ => KeyOrder.Text,
        };

    public static string Expression(KeyOrder order, Dialect dialect, Column column) =>
        order switch
        {
            KeyOrder.Number or KeyOrder.Value => dialect.Order(column),
            KeyOrder.Uuid when column.Kind is not (ValueKind.Uuid or Bytes) => dialect.OrderUuid(column),
            _ => dialect.OrderText(column),
        };

    private static KeyOrder Class(ValueKind kind) =>
        kind switch
        {
            ValueKind.Boolean or Integer or ValueKind.Decimal or Float32 or Float64 or Bits or Year => KeyOrder.Number,
            Date or Timestamp or Instant or Bytes => KeyOrder.Value,
            ValueKind.Uuid => KeyOrder.Uuid,
            _ => KeyOrder.Text,
        };
}
