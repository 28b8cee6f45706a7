using PidMigration.Catalog;
using PidMigration.Conversion;

namespace PidMigration.Conversion;

/// <summary>A column of the source and the one of the target that takes its values.</summary>
/// <param name="Source">The source's column.</param>
/// <param name="Target">The target's column.</param>
/// <param name="Rule">How values go from one into the other.</param>
/// <param name="Allowed">The changes of its values that the user allowed.</param>
public sealed record ColumnMapping(
    Column Source,
    Column Target,
    ConversionRule Rule,
    IReadOnlyList<AllowedChange> Allowed
);
