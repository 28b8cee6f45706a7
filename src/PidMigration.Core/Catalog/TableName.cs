namespace PidMigration.Catalog;

/// <summary>A table's name as its database spells it, unquoted.</summary>
/// <param name="Schema">The PostgreSQL schema, or null where it is the connection's default one or the engine has none.</param>
/// <param name="Name">The table's own name.</param>
public sealed record TableName(string? Schema, string Name)
{
    /// <summary>The name for people: <c>schema.table</c>, or the bare table.</summary>
    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";
}
