using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>
/// What a target is asked about its foreign keys: rows that refer to nothing, and rows that refer to others.
/// Constraints may be off in its session, so the server doesn't look by itself.
/// </summary>
internal sealed class ReferenceQueries(Target target)
{
    private readonly Dialect _dialect = target.Dialect;

    /// <summary>How many keys without a row <see cref="FindOrphansAsync"/> names.</summary>
    public const int KeysNamed = 5;

    /// <summary>
    /// The values of a foreign key that refer to no row, and the number of rows that hold them; (0, none) where all is
    /// well. Distinct values are looked up first, which an index on the key answers quickly.
    /// </summary>
    /// <param name="child">The table whose rows are checked.</param>
    /// <param name="key">The foreign key.</param>
    /// <param name="where">Checks only the rows that fulfil it; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(long Rows, IReadOnlyList<string> Keys)> FindOrphansAsync(
        Table child,
        ForeignKey key,
        string? where,
        CancellationToken cancellationToken
    )
    {
        var refers = where is null ? HasReference(key) : $"{HasReference(key)} AND ({where})";
        var rows = $"{_dialect.Rows(child.Name)} d WHERE {refers}";
        var shown = string.Join(", ", key.Columns.Select(c => "d." + _dialect.Quote(c)));
        var distinct = $"(SELECT DISTINCT {_dialect.QuoteList(key.Columns)} FROM {rows}) d";
        var keys = await target
            .QueryAsync(
                $"SELECT {shown} FROM {distinct} WHERE {HasNoParent(key)} ORDER BY 1 LIMIT {KeysNamed}",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (keys.Count == 0)
            return (0, []);
        var count = await CountAsync($"{rows} AND {HasNoParent(key)}", cancellationToken).ConfigureAwait(false);
        return (count, [.. keys.Select(k => string.Join(", ", k))]);
    }

    /// <summary>The rows of a table that refer to anything by one of some foreign keys.</summary>
    public Task<long> CountReferringAsync(
        Table child,
        IEnumerable<ForeignKey> keys,
        CancellationToken cancellationToken
    )
    {
        var refers = string.Join(" OR ", keys.Select(k => $"({HasReference(k)})"));
        return CountAsync($"{_dialect.Rows(child.Name)} WHERE {refers}", cancellationToken);
    }

    /// <summary>
    /// Whether a row refers to one of the parent's rows that a condition picks; rows of the parent's own table that are
    /// picked themselves don't count.
    /// </summary>
    public async Task<bool> RefersToAsync(
        Table child,
        ForeignKey key,
        string picked,
        CancellationToken cancellationToken
    )
    {
        var others = child.Name == key.References ? $" WHERE NOT ({picked})" : "";
        var children = $"SELECT {_dialect.QuoteList(key.Columns)} FROM {_dialect.Rows(child.Name)}{others}";
        var parents =
            $"SELECT {_dialect.QuoteList(key.ReferencedColumns)} FROM {_dialect.Rows(key.References)} WHERE {picked}";
        var sql = $"SELECT 1 FROM ({children}) d JOIN ({parents}) p ON {_dialect.Refers(key, "d", "p")} LIMIT 1";
        return await target.ScalarAsync(sql, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>No column of the key is NULL: with one that is, a row refers to nothing.</summary>
    private string HasReference(ForeignKey key) =>
        string.Join(" AND ", key.Columns.Select(c => $"{_dialect.Quote(c)} IS NOT NULL"));

    private string HasNoParent(ForeignKey key) =>
        $"NOT EXISTS (SELECT 1 FROM {_dialect.Rows(key.References)} p WHERE {_dialect.Refers(key, "d", "p")})";

    private async Task<long> CountAsync(string from, CancellationToken cancellationToken) =>
        Convert.ToInt64(
            await target.ScalarAsync($"SELECT COUNT(*) FROM {from}", cancellationToken).ConfigureAwait(false),
            CultureInfo.InvariantCulture
        );
}
