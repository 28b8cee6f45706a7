namespace PidMigration.Databases.MySql;

/// <summary>
/// The parts of what SHOW CREATE TABLE prints: each column, key and constraint as the server itself writes it.
/// </summary>
internal sealed class ShowCreateTableParser
{
    public ShowCreateTableParser(string text)
    {
        var clauses = new List<string>();
        var (depth, start, i) = (0, 0, 0);
        for (; i < text.Length; i++)
            switch (text[i])
            {
                case '`' or '\'' or '"':
                    i = EndOfQuote(text, i);
                    break;
                case '(':
                    if (depth++ == 0)
                        start = i + 1;
                    break;
                case ',' when depth == 1:
                    clauses.Add(text[start..i].Trim());
                    start = i + 1;
                    break;
                case ')' when --depth == 0:
                    clauses.Add(text[start..i].Trim());
                    (Clauses, Options) = (clauses, text[(i + 1)..].Trim());
                    return;
            }

        throw new FormatException($"This is not a CREATE TABLE statement: {text}");
    }

    /// <summary>What stands between the outer parentheses.</summary>
    public IReadOnlyList<string> Clauses { get; }

    public string Options { get; }

    /// <summary>The first name of a clause, unquoted; null where it has none.</summary>
    public static string? NameIn(string clause)
    {
        var open = clause.IndexOf('`', StringComparison.Ordinal);
        return open < 0
            ? null
            : clause[(open + 1)..EndOfQuote(clause, open)].Replace("``", "`", StringComparison.Ordinal);
    }

    /// <summary>
    /// The items of a clause's first list: of a key or a foreign key its columns (or expressions) with all that is said
    /// of each.
    /// </summary>
    public static IReadOnlyList<string> ListIn(string clause) => new ShowCreateTableParser(clause).Clauses;

    private static int EndOfQuote(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
            if (text[i] == '\\' && text[open] != '`')
                i++;
            else if (text[i] != text[open])
                continue;
            else if (i + 1 < text.Length && text[i + 1] == text[open])
                i++;
            else
                return i;
        throw new FormatException($"A quote is left open in: {text}");
    }
}
