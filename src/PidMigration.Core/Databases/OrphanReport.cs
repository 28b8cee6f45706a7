using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>What is said of rows whose foreign key points nowhere.</summary>
internal static class OrphanReport
{
    /// <summary>How many keys <see cref="Target.FindOrphansAsync"/> names.</summary>
    private const int KeysNamed = 5;

    /// <summary>Looks for rows whose foreign key points nowhere, and adds a line where there are some.</summary>
    public static async Task AddAsync(
        List<string> found,
        Target target,
        Table child,
        ForeignKey key,
        CancellationToken cancellationToken
    )
    {
        var (rows, keys) = await target.FindOrphansAsync(child, key, cancellationToken).ConfigureAwait(false);
        if (rows > 0)
            found.Add(Describe(rows, child, key, keys));
    }

    /// <summary>One line: how many rows of which table refer by which columns to what isn't there, and the first of their keys.</summary>
    public static string Describe(long rows, Table child, ForeignKey key, IReadOnlyList<string> keys) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{rows:N0} rows of {child.Name} refer by {string.Join(", ", key.Columns)} to rows that {key.References} doesn't have{Named(keys)}"
        );

    private static string Named(IReadOnlyList<string> keys) =>
        keys.Count == 0 ? "" : $" ({string.Join("; ", keys)}{(keys.Count == KeysNamed ? " …" : "")})";
}
