using System.Text;

namespace PidMigration.Databases;

/// <summary>
/// The conditions that pick rows by the values of some columns: <c>a IN (1, 2)</c>, or <c>(a = 1 AND b = 2) OR (…)</c>.
/// </summary>
internal static class KeyPredicate
{
    /// <summary>
    /// How many rows one condition picks. SQLite has no more than a thousand terms within one another
    /// (sqlite.org/limits.html, 5), and each OR is one.
    /// </summary>
    public static int MaxRows(int columns) => columns > 1 ? 400 : 1000;

    /// <summary>A value that equals an expression; null stands for NULL.</summary>
    public static string Equal(string expression, string? literal) =>
        literal is null ? $"{expression} IS NULL" : $"{expression} = {literal}";

    /// <summary>The rows whose columns have the values of one of some rows.</summary>
    /// <param name="columns">The columns, quoted, or expressions over them.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="literal">The literal of a row's value for the column at a position; null for NULL.</param>
    public static string AnyOf(IReadOnlyList<string> columns, int first, int count, Func<int, int, string?> literal)
    {
        var rows = Enumerable.Range(first, count);
        return columns.Count == 1
            ? OneColumn(columns[0], [.. rows.Select(r => literal(r, 0))])
            : string.Join(" OR ", rows.Select(r => $"({Row(columns, i => literal(r, i))})"));
    }

    /// <summary>The rows whose columns have one row's values.</summary>
    public static string Row(IReadOnlyList<string> columns, Func<int, string?> literal) =>
        string.Join(" AND ", columns.Select((c, i) => Equal(c, literal(i))));

    // IN finds no NULL, and SQLite lets a key hold one.
    private static string OneColumn(string column, List<string?> literals)
    {
        var values = literals.OfType<string>().ToList();
        if (values.Count == 0)
            return Equal(column, null);
        var list = $"{column} IN ({string.Join(", ", values)})";
        return values.Count == literals.Count ? list : $"({list} OR {Equal(column, null)})";
    }
}
