namespace PidMigration.Catalog;

/// <summary>A table as one database declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the declared order.</param>
/// <param name="PrimaryKey">The names of the key's columns, in order; empty where there is none.</param>
/// <param name="ForeignKeys">Its foreign keys.</param>
/// <param name="UniqueKeys">Its unique keys beside the primary one.</param>
/// <param name="Counters">What issues its keys.</param>
/// <param name="RowEstimate">The server's own estimate of its rows; null where it has none.</param>
public sealed record Table(
    TableName Name,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<string> PrimaryKey,
    IReadOnlyList<ForeignKey> ForeignKeys,
    IReadOnlyList<UniqueKey> UniqueKeys,
    IReadOnlyList<Counter> Counters,
    long? RowEstimate)
{
    /// <summary>The names of the triggers that fire when a row is inserted, as far as our session can't keep them from it.</summary>
    public IReadOnlyList<string> InsertTriggers { get; init; } = [];

    /// <summary>The column of that name, or null. An exact spelling wins over one that differs in case.</summary>
    public Column? FindColumn(string name) =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The table's name.</summary>
    public override string ToString() => Name.ToString();
}
