using System.Security.Cryptography;
using System.Text;

namespace PidDatabase.Schema;

/// <summary>
/// The names that Django 3.2 gives to indexes and constraints
/// (django/db/backends/base/schema.py, <c>_create_index_name</c>).
/// </summary>
public static class DjangoName
{
    /// <summary>The name of an index or constraint.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns it is made of.</param>
    /// <param name="suffix">What Django puts behind the hash: <c>_uniq</c>, <c>_idx</c>, <c>_like</c>, <c>_fk_…</c> or
    /// nothing.</param>
    /// <param name="maximum">The engine's longest name: 63 in PostgreSQL, 64 in MySQL, 200 where there is no
    /// limit.</param>
    public static string Of(string table, IReadOnlyList<string> columns, string suffix, int maximum)
    {
        var hashed = Hash(table, columns) + suffix;
        var joined = string.Join('_', columns);
        var name = $"{table}_{joined}_{hashed}";
        if (name.Length <= maximum)
            return name;

        if (hashed.Length > maximum / 3)
            hashed = hashed[..(maximum / 3)];
        var other = (maximum - hashed.Length) / 2 - 1;
        return $"{Cut(table, other)}_{Cut(joined, other)}_{hashed}";
    }

    /// <summary>The name of the foreign key constraint on a column.</summary>
    /// <param name="table">The table that refers.</param>
    /// <param name="column">The column that refers.</param>
    /// <param name="maximum">The engine's longest name.</param>
    public static string OfForeignKey(string table, Column column, int maximum) =>
        Of(table, [column.Name], $"_fk_{column.References}_id", maximum);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    // MD5 is what Django uses here; nothing depends on its strength.
#pragma warning disable CA5351
    private static string Hash(string table, IReadOnlyList<string> columns) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(table + string.Concat(columns))))[..8];
#pragma warning restore CA5351
}
