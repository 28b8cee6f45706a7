namespace PidMigration.Catalog;

/// <summary>A foreign key: columns whose values are keys of another table, or of the same one.</summary>
/// <param name="Name">The constraint's name; empty where the engine has none (SQLite).</param>
/// <param name="Columns">The referring columns, in order.</param>
/// <param name="References">The table referred to.</param>
/// <param name="ReferencedColumns">The columns referred to, in the same order.</param>
/// <param name="Deferrable">Whether its check can wait for the end of the transaction.</param>
public sealed record ForeignKey(
    string Name,
    IReadOnlyList<string> Columns,
    TableName References,
    IReadOnlyList<string> ReferencedColumns,
    bool Deferrable
)
{
    /// <summary>
    /// Whether the server deletes or changes the referring rows when a row that they refer to is deleted (ON DELETE
    /// CASCADE, SET NULL, SET DEFAULT).
    /// </summary>
    public bool FollowsDelete { get; init; }

    /// <summary>
    /// Whether the server changes the referring rows when what they refer to is changed (ON UPDATE CASCADE, SET NULL,
    /// SET DEFAULT).
    /// </summary>
    public bool FollowsUpdate { get; init; }

    /// <summary>Whether it binds the rows of one partition only (PostgreSQL).</summary>
    public bool IsOfPartition { get; init; }

    /// <summary>For people: <c>domain_id → pid_domain</c>.</summary>
    public override string ToString() => $"{string.Join(", ", Columns)} → {References}";
}
