using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>
/// Every type of every source with every type of every target, these narrow in every respect, so that each rule applies
/// to some.
/// </summary>
internal static class ColumnPairs
{
    private static readonly string?[] Sets = [null, "latin1", "utf8mb3"];

    /// <summary>All pairs of which the conversion table has a row.</summary>
    public static IReadOnlyList<Pair> All { get; } = [.. ConversionTable.All.SelectMany(r => Between(r.From, r.To))];

    /// <summary>The pairs of two kinds.</summary>
    public static IEnumerable<Pair> Between(ValueKind left, ValueKind right) =>
        from source in DatabaseDrivers.All
        from sourceType in source.Types
        where sourceType.Kind == left
        from target in DatabaseDrivers.All
        from targetType in target.Types
        where targetType.Kind == right
        from set in target.Engine == DatabaseEngine.MySql ? Sets : [null]
        let context = new ConversionContext(
            Wide(source, sourceType.Native, left),
            Narrow(target, targetType.Native, right, set),
            source.Traits,
            target.Traits
        )
        select new Pair(source, context);

    private static Column Wide(DatabaseDriver driver, string native, ValueKind kind) =>
        new("v", native, kind)
        {
            Nullable = true,
            IsDynamicallyTyped = !driver.Traits.EnforcesDeclarations,
            Bytes =
                kind == ValueKind.Integer ? 8
                : native == "tinyint(1)" ? 1
                : 0,
            CharacterSet =
                driver.Engine == DatabaseEngine.MySql && kind is ValueKind.Text or ValueKind.FixedText
                    ? "cp1251"
                    : null,
        };

    private static Column Narrow(DatabaseDriver driver, string native, ValueKind kind, string? set) =>
        new("v", native, kind)
        {
            IsDynamicallyTyped = !driver.Traits.EnforcesDeclarations,
            Bytes = kind is ValueKind.Integer ? 1 : 0,
            MaxLength =
                kind is ValueKind.Text or ValueKind.FixedText || (kind == ValueKind.Bytes && native != "bytea")
                    ? 1
                    : null,
            MaxBytes = kind == ValueKind.Text && native is "text" or "name" ? 1 : null,
            Precision = kind is ValueKind.Decimal or ValueKind.Bits ? 1 : null,
            Scale = HasScale(driver, kind) ? 0 : null,
            Labels = kind is ValueKind.EnumLabel or ValueKind.EnumSet ? ["a"] : [],
            CharacterSet = set,
        };

    private static bool HasScale(DatabaseDriver driver, ValueKind kind) =>
        kind is ValueKind.Float32 or ValueKind.Float64
            ? driver.Engine == DatabaseEngine.MySql
            : kind
                is ValueKind.Decimal
                    or ValueKind.Time
                    or ValueKind.Timestamp
                    or ValueKind.Instant
                    or ValueKind.Duration;

    /// <summary>A column of a source, and one of a target.</summary>
    internal sealed record Pair(DatabaseDriver Source, ConversionContext Context);
}
