namespace PidMigration.Copying;

/// <summary>What was restored of a model's table.</summary>
/// <param name="Model">The model.</param>
/// <param name="Table">Its table in the target.</param>
/// <param name="Restored">The indexes and foreign keys that were restored now.</param>
/// <param name="Present">Those that were there.</param>
/// <param name="Missing">Those that could not be restored.</param>
public sealed record PidIndexResult(
    string Model,
    string Table,
    IReadOnlyList<string> Restored,
    IReadOnlyList<string> Present,
    IReadOnlyList<string> Missing
);
