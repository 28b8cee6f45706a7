namespace PidMigration.Catalog;

/// <summary>A table as one database declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the declared order.</param>
public sealed record Table(TableName Name, IReadOnlyList<Column> Columns)
{
    /// <summary>The names of the key's columns, in order; empty where there is none.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Its unique keys beside the primary one.</summary>
    public IReadOnlyList<UniqueKey> UniqueKeys { get; init; } = [];

    public IReadOnlyList<KeyCounter> Counters { get; init; } = [];

    /// <summary>The server's own estimate of its rows; null where it has none.</summary>
    public long? RowEstimate { get; init; }

    /// <summary>
    /// The name of its schema (PostgreSQL), also where <see cref="Name"/> leaves it out; null where the engine has
    /// none.
    /// </summary>
    public string? Schema { get; init; }

    /// <summary>
    /// Whether its bare name finds it: its schema is in the search path, and no other table stands before it there.
    /// </summary>
    public bool IsInSearchPath { get; init; } = true;

    /// <summary>Its triggers, except disabled ones.</summary>
    public IReadOnlyList<Trigger> Triggers { get; init; } = [];

    /// <summary>Whether it has, or may have, columns that are hidden from this user.</summary>
    public bool HidesColumns { get; init; }

    /// <summary>Whether it may have triggers that are hidden from this user.</summary>
    public bool HidesTriggers { get; init; }

    /// <summary>
    /// The policies by which rows of it are hidden from this user (PostgreSQL's row security): none, and all are
    /// hidden; null where none are.
    /// </summary>
    public IReadOnlyList<string>? RowPolicies { get; init; }

    /// <summary>The storage engine, where a database has several (MySQL).</summary>
    public string? StorageEngine { get; init; }

    /// <summary>
    /// Whether what is written into it can be rolled back, and a snapshot holds what it was (not so with MyISAM).
    /// </summary>
    public bool IsTransactional { get; init; } = true;

    /// <summary>Whether the server keeps earlier versions of the rows (MariaDB's system versioning).</summary>
    public bool IsVersioned { get; init; }

    /// <summary>Whether the server empties it after a crash (PostgreSQL's UNLOGGED).</summary>
    public bool IsUnlogged { get; init; }

    /// <summary>Whether this user may TRUNCATE it.</summary>
    public bool MayTruncate { get; init; } = true;

    /// <summary>
    /// Tables that inherit from it and are no models, with rows of their own (PostgreSQL's foreign tables).
    /// </summary>
    public IReadOnlyList<string> ForeignHeirs { get; init; } = [];

    /// <summary>Whether its key is the row id, which finds rows without an index (SQLite).</summary>
    public bool IsKeyedByRowId { get; init; }

    /// <summary>The name for people, its schema included.</summary>
    public string FullName => Schema is null ? Name.ToString() : $"{Schema}.{Name.Name}";

    /// <summary>
    /// The columns that a name may mean: the one that is spelled just so, or else all that differ from it in case
    /// alone.
    /// </summary>
    public IReadOnlyList<Column> FindColumns(string name) =>
        Columns.FirstOrDefault(c => c.Name == name) is { } exact
            ? [exact]
            : [.. Columns.Where(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>
    /// The column of that name, or null. An exact spelling has precedence over one that differs in case.
    /// </summary>
    public Column? FindColumn(string name) => FindColumns(name) is [var column, ..] ? column : null;

    public override string ToString() => Name.ToString();
}
