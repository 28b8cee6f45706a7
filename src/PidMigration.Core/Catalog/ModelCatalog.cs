namespace PidMigration.Catalog;

/// <summary>
/// Turns the tables of a source into its models: named, grouped, with their through tables, parents first.
/// </summary>
public static class ModelCatalog
{
    /// <summary>The models of a database, parents first.</summary>
    public static IReadOnlyList<PidModel> Build(DatabaseCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var isDjango = catalog.ContentTypes.Count > 0;
        var djangoNames = isDjango ? DjangoNames.ByTable(catalog.ContentTypes) : [];
        var models = new List<PidModel>();
        foreach (var table in catalog.Tables)
        {
            var owner = isDjango ? FindOwner(table, djangoNames) : null;
            var name =
                owner is not null ? $"{owner.Value.Name}.{table.Name.Name[(owner.Value.Table.Length + 1)..]}"
                : table.Name.Schema is null && djangoNames.TryGetValue(table.Name.Name, out var known) ? known
                : table.Name.ToString();
            models.Add(
                new PidModel
                {
                    Name = name,
                    Definition = table,
                    Group = isDjango ? DjangoNames.GroupOf(name) : ModelGroup.Other,
                    Owner = owner?.Name,
                    Internal = isDjango && DjangoNames.InternalTables.Contains(table.Name.Name),
                }
            );
        }

        // A table of a schema may be called as Django calls another one's model ("auth"."Group"); then both go by their
        // tables.
        var twice = models.GroupBy(m => m.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        if (twice.Count > 0)
            models = [.. models.Select(m => twice.Contains(m.Name) ? m with { Name = m.Table } : m)];
        var through = models.Where(m => m.Owner is not null).ToLookup(m => m.Owner!, m => m.Name);
        return ModelOrder.ParentsFirst([
            .. models.Select(m => through.Contains(m.Name) ? m with { Through = [.. through[m.Name]] } : m),
        ]);
    }

    /// <summary>
    /// The model whose many-to-many field a table stores: it has exactly two foreign keys besides its id, one of them
    /// to the model whose table's name its own name begins with, and no model name of its own.
    /// </summary>
    private static (string Name, string Table)? FindOwner(Table table, Dictionary<string, string> djangoNames)
    {
        if (djangoNames.ContainsKey(table.Name.Name) || table.ForeignKeys.Count != 2)
            return null;
        if (table.Columns.Count > 3)
            return null;
        return table
            .ForeignKeys.Select(k => k.References.Name)
            .Where(t => table.Name.Name.StartsWith(t + "_", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(t => t.Length)
            .Where(djangoNames.ContainsKey)
            .Select(t => ((string, string)?)(djangoNames[t], t))
            .FirstOrDefault();
    }
}
