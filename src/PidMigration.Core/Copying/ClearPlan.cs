using PidMigration.Catalog;

namespace PidMigration.Copying;

/// <summary>What clearing a model would delete.</summary>
/// <param name="Model">The model.</param>
/// <param name="Table">The target's table.</param>
/// <param name="Rows">The rows that would be deleted.</param>
/// <param name="Dependents">The tables outside of the chosen ones that hold rows referring to it, with their
/// counts.</param>
public sealed record ClearPlan(
    PidModel Model,
    Table Table,
    long Rows,
    IReadOnlyList<(TableName Table, long Rows)> Dependents
);
