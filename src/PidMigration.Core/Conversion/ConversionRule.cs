using PidMigration.Catalog;

namespace PidMigration.Conversion;

/// <summary>
/// One row of the conversion table, and what a pair of columns makes of it. Immutable: several workers convert by one
/// rule at a time, each with a <see cref="ColumnConverter"/> of its own.
/// </summary>
/// <param name="From">The kind of the source's column.</param>
/// <param name="To">The kind of the target's column.</param>
/// <param name="Exactness">What is known of it.</param>
/// <param name="Steps">What is done to each value, one step after the other; none where the text is the same. A step
/// holds no buffer.</param>
/// <param name="Needs">What the user has to allow by name for the pair to be carried at all; null for nothing.</param>
public sealed record ConversionRule(
    ValueKind From,
    ValueKind To,
    Exactness Exactness,
    IReadOnlyList<FieldConverter>? Steps = null,
    AllowedChange? Needs = null
)
{
    /// <summary>What is done to each value, one step after the other.</summary>
    public IReadOnlyList<FieldConverter> Steps { get; init; } = Steps ?? [];

    /// <summary>What can be lost between the two columns, which the pre-flight asks the source for.</summary>
    internal IReadOnlyList<ColumnLoss> Losses { get; init; } = [];

    /// <summary>Whether the target refuses NULL, of which the source may have some.</summary>
    internal bool ForbidsNull => Losses.Any(l => l.Rule.KeptBackBy(l.Context) == RowGuard.Row);
}
