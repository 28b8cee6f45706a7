namespace PidMigration.Copying;

/// <summary>How many rows of a model were deleted from the target.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Table">The table's name in the target.</param>
/// <param name="Rows">The rows that were deleted.</param>
public sealed record PidClearResult(string Model, string Table, long Rows);
