namespace PidDatabase.Schema;

/// <summary>A table of the PID database, as a Django model declares it.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Columns">The columns in the order in which PostgreSQL and MySQL have them.</param>
public sealed record Table(string Name, IReadOnlyList<Column> Columns)
{
    /// <summary>The columns of each <c>unique_together</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UniqueTogether { get; init; } = [];

    /// <summary>The columns of each <c>index_together</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>> IndexTogether { get; init; } = [];

    /// <summary>
    /// Columns that SQLite has at the table's end, in this order: Django's migrations remake an SQLite table to change
    /// a column, and the changed column comes last.
    /// </summary>
    public IReadOnlyList<string> LastInSqlite { get; init; } = [];

    /// <summary>Whether the table's primary key comes from a counter.</summary>
    public bool HasCounter => Columns[0].Kind == ColumnKind.AutoKey;

    /// <summary>The columns in the order in which SQLite has them.</summary>
    public IEnumerable<Column> SqliteColumns =>
        Columns
            .Where(column => !LastInSqlite.Contains(column.Name))
            .Concat(LastInSqlite.Select(name => Columns.First(column => column.Name == name)));
}
