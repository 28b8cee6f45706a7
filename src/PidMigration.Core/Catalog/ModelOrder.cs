namespace PidMigration.Catalog;

/// <summary>
/// Orders models so that each comes after those it refers to. Models that refer to each other in a circle can't all
/// come after one another; they stand together, by name. Where nothing else decides, the group and then the name do.
/// </summary>
public static class ModelOrder
{
    public static IReadOnlyList<PidModel> ParentsFirst(IReadOnlyList<PidModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var byTable = models.ToDictionary(m => m.Definition.Name);
        var sorted = models.OrderBy(m => m.Group).ThenBy(m => m.Name, StringComparer.Ordinal).ToList();
        var parents = sorted.ToDictionary(
            m => m,
            m =>
                m.ForeignKeys.Select(k => byTable.GetValueOrDefault(k.References))
                    .OfType<PidModel>()
                    .Where(p => p != m)
                    .Distinct()
                    .OrderBy(p => p.Group)
                    .ThenBy(p => p.Name, StringComparer.Ordinal)
                    .ToList()
        );

        // Tarjan's algorithm returns the cycles in the required order: a cycle comes after all it refers to.
        var order = new List<PidModel>(models.Count);
        var index = new Dictionary<PidModel, int>();
        var low = new Dictionary<PidModel, int>();
        var open = new Stack<PidModel>();
        var isOpen = new HashSet<PidModel>();
        foreach (var model in sorted)
            if (!index.ContainsKey(model))
                Visit(model);
        return order;

        void Visit(PidModel model)
        {
            index[model] = low[model] = index.Count;
            open.Push(model);
            isOpen.Add(model);
            foreach (var parent in parents[model])
            {
                if (index.TryGetValue(parent, out var seen))
                {
                    if (isOpen.Contains(parent))
                        low[model] = Math.Min(low[model], seen);
                    continue;
                }

                Visit(parent);
                low[model] = Math.Min(low[model], low[parent]);
            }

            if (low[model] != index[model])
                return;
            var circle = new List<PidModel>();
            PidModel last;
            do
            {
                last = open.Pop();
                isOpen.Remove(last);
                circle.Add(last);
            } while (last != model);
            order.AddRange(circle.OrderBy(m => m.Name, StringComparer.Ordinal));
        }
    }
}
