namespace PidMigration.Catalog;

/// <summary>A unique constraint or unique index other than the primary key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record UniqueKey(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>For people: <c>(app_label, model)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Columns)})";
}
