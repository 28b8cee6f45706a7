namespace PidDatabase.Schema;

/// <summary>A column of a table, as a Django model declares it.</summary>
/// <param name="Name">The column's name in the database.</param>
/// <param name="Kind">The Django field type.</param>
/// <param name="Length">Characters of a <see cref="ColumnKind.Varchar"/>, else 0.</param>
public sealed record Column(string Name, ColumnKind Kind, int Length = 0)
{
    /// <summary>Whether the column takes NULL.</summary>
    public bool Nullable { get; init; }

    /// <summary>Whether the column is unique by itself (<c>unique=True</c>).</summary>
    public bool Unique { get; init; }

    /// <summary>Whether the column is a primary key that isn't counted (<c>primary_key=True</c>).</summary>
    public bool TextKey { get; init; }

    /// <summary>Whether the column has an index of its own (<c>db_index=True</c>); foreign keys always do.</summary>
    public bool Indexed { get; init; }

    /// <summary>The table whose <c>id</c> the column refers to, or null.</summary>
    public string? References { get; init; }

    /// <summary>Whether the column is the table's primary key.</summary>
    public bool IsKey => Kind == ColumnKind.AutoKey || TextKey;
}
