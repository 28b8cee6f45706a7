using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>What is read of a table: which columns, which rows, in which order.</summary>
/// <param name="Table">The table in the source.</param>
/// <param name="Columns">The columns, in the order of the batch's fields.</param>
/// <param name="Key">The columns by which the rows are ordered; empty for a table without a key.</param>
/// <param name="Where">A condition in the source's SQL that the rows fulfil; null for all rows.</param>
public sealed record ReadPlan(Table Table, IReadOnlyList<Column> Columns, IReadOnlyList<Column> Key, string? Where)
{
    /// <summary>
    /// The expressions by which the rows are ordered, where that isn't the order of the key's own values.
    /// </summary>
    public IReadOnlyList<string>? Order { get; init; }

    /// <summary>
    /// The query, in the source's SQL; <paramref name="more"/> holds expressions that come after the columns.
    /// </summary>
    public string ToSql(Dialect dialect, IEnumerable<string>? more = null)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var columns = string.Join(", ", Columns.Select(dialect.Select).Concat(more ?? []));
        var order = Key.Count == 0 ? "" : $" ORDER BY {string.Join(", ", Order ?? Key.Select(dialect.Order))}";
        return $"SELECT {columns} FROM {dialect.Scan(Table, Key.Count > 0)}{SqlCondition.Where(Where)}{order}";
    }
}
