using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>What is said of rows whose foreign key points nowhere.</summary>
internal static class OrphanReport
{
    /// <summary>Finds rows whose foreign key references a missing row; null where there are none.</summary>
    /// <param name="target">The session that asks.</param>
    /// <param name="child">The table whose rows are checked.</param>
    /// <param name="key">The foreign key.</param>
    /// <param name="conditions">Each picks a part of the rows; null for all of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<string?> FindAsync(
        Target target,
        Table child,
        ForeignKey key,
        IReadOnlyList<string?> conditions,
        CancellationToken cancellationToken
    )
    {
        var queries = new ReferenceQueries(target);
        long rows = 0;
        var keys = new List<string>();
        foreach (var condition in conditions)
        {
            var found = await queries.FindOrphansAsync(child, key, condition, cancellationToken).ConfigureAwait(false);
            rows += found.Rows;
            keys.AddRange(found.Keys.Take(ReferenceQueries.KeysNamed - keys.Count));
        }

        return rows == 0 ? null : Describe(rows, child, key, keys);
    }

    /// <summary>
    /// One line: how many rows of which table refer by which columns to missing rows, and the first of their keys.
    /// </summary>
    public static string Describe(long rows, Table child, ForeignKey key, IReadOnlyList<string> keys) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows of {child.Name} refer by {string.Join(", ", key.Columns)} to rows "
                + $"missing in {key.References}{Named(keys)}"
        );

    private static string Named(IReadOnlyList<string> keys) =>
        keys.Count == 0 ? "" : $" ({string.Join("; ", keys)}{(keys.Count == ReferenceQueries.KeysNamed ? " …" : "")})";
}
