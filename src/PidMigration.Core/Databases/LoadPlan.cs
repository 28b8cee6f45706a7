using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>Where a batch's fields go.</summary>
/// <param name="Model">The model's name, for messages.</param>
/// <param name="Table">The table in the target.</param>
/// <param name="Columns">The target's columns, in the order of the batch's fields.</param>
/// <param name="KeyFields">
/// The positions of the key's fields in a row, for messages that name a row; empty where there is no key.
/// </param>
public sealed record LoadPlan(string Model, Table Table, IReadOnlyList<Column> Columns, IReadOnlyList<int> KeyFields);
