namespace PidMigration.Catalog;

/// <summary>A table's name as its database spells it, unquoted.</summary>
/// <param name="Schema">
/// The PostgreSQL schema, or null where it is the connection's default one or the engine has none.
/// </param>
/// <param name="Name">The table's own name.</param>
public sealed record TableName(string? Schema, string Name)
{
    /// <summary>
    /// Whether other tables inherit from it, so that it has to be said that only its own rows are meant (PostgreSQL's
    /// ONLY). Two names are equal whatever this says.
    /// </summary>
    public bool OwnRowsOnly { get; init; }

    /// <summary>Whether both name the same table.</summary>
    public bool Equals(TableName? other) => other is not null && Schema == other.Schema && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schema, Name);

    /// <summary>The name for people: <c>schema.table</c>, or the bare table.</summary>
    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
