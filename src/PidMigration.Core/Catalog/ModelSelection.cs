using PidMigration.Failures;

namespace PidMigration.Catalog;

/// <summary>Finds models by what users call them.</summary>
public static class ModelSelection
{
    /// <summary>
    /// The models of those names (a model's or a table's, in any case), in the order of <paramref name="all"/>; all but
    /// the internal ones for no name.
    /// </summary>
    /// <exception cref="MigrationException">
    /// PID1201: no model is called that; the message has the nearest names.
    /// </exception>
    public static IReadOnlyList<PidModel> Resolve(IReadOnlyList<string> names, IReadOnlyList<PidModel> all)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(all);
        if (names.Count == 0)
            return [.. all.Where(m => !m.Internal)];
        var wanted = new HashSet<string>();
        foreach (var name in names)
        {
            var model = Find(name, all) ?? throw SchemaErrors.NoSuchModel(name, Suggest(name, all));
            wanted.Add(model.Name);
        }

        return [.. all.Where(m => wanted.Contains(m.Name))];
    }

    /// <summary>The models, and the through tables that travel with them, parents first.</summary>
    public static IReadOnlyList<PidModel> WithThrough(IReadOnlyList<PidModel> models, IReadOnlyList<PidModel> all)
    {
        ArgumentNullException.ThrowIfNull(models);
        var wanted = models.Select(m => m.Name).Concat(models.SelectMany(m => m.Through)).ToHashSet();
        return [.. all.Where(m => wanted.Contains(m.Name))];
    }

    /// <summary>
    /// The model of a name, or of a table; an exact spelling wins over one that differs in case. Null where several
    /// differ in case.
    /// </summary>
    public static PidModel? Find(string name, IReadOnlyList<PidModel> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            var found = all.Where(m => m.Name.Equals(name, comparison)).ToList();
            if (found.Count == 0)
                found = [.. all.Where(m => m.Table.Equals(name, comparison))];
            if (found.Count > 0)
                return found.Count == 1 ? found[0] : null;
        }

        return null;
    }

    /// <summary>Up to three names that were probably meant.</summary>
    public static IReadOnlyList<string> Suggest(string name, IReadOnlyList<PidModel> all)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(all);
        return
        [
            .. all.Select(m =>
                    (
                        m.Name,
                        Distance: Math.Min(
                            Distance(name, m.Name),
                            Distance(name, m.Name[(m.Name.LastIndexOf('.') + 1)..])
                        )
                    )
                )
                .Where(c =>
                    c.Distance <= Math.Max(2, name.Length / 3)
                    || c.Name.Contains(name, StringComparison.OrdinalIgnoreCase)
                )
                .OrderBy(c => c.Distance)
                .ThenBy(c => c.Name, StringComparer.Ordinal)
                .Take(3)
                .Select(c => c.Name),
        ];
    }

    /// <summary>The edits (insert, delete, replace) that make one text out of the other, whatever their case.</summary>
    internal static int Distance(string one, string other)
    {
        var (a, b) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
