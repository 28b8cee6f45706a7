namespace PidMigration.Databases;

/// <summary>
/// Puts conditions of SQL together, each in parentheses of its own. A condition that is null is fulfilled by all rows.
/// </summary>
internal static class SqlCondition
{
    /// <summary>The rows that fulfil every one of the conditions; null for all rows.</summary>
    public static string? And(params IEnumerable<string?> conditions) => Join(" AND ", conditions.OfType<string>());

    /// <summary>The rows that fulfil any of the conditions; null for all rows.</summary>
    public static string? Or(IReadOnlyCollection<string?> conditions) =>
        conditions.Contains(null) ? null : Join(" OR ", conditions.OfType<string>());

    /// <summary>The WHERE of a query, with a space before it; empty for all rows.</summary>
    public static string Where(string? condition) => condition is null ? "" : $" WHERE ({condition})";

    private static string? Join(string word, IEnumerable<string> conditions) =>
        conditions.ToList() switch
        {
            [] => null,
            [var only] => only,
            var several => string.Join(word, several.Select(c => $"({c})")),
        };
}
