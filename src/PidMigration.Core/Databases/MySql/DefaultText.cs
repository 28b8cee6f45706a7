using System.Text.RegularExpressions;

namespace PidMigration.Databases.MySql;

/// <summary>
/// The sequences that a default draws from. No table of MariaDB's says so: it is read from the default's text, which
/// MariaDB writes in one way, whatever was typed (NEXT VALUE FOR s, NEXTVAL(s)): <c>nextval(`db`.`s`)</c>. Source:
/// MariaDB Knowledge Base, SEQUENCE Functions.
/// </summary>
internal static partial class DefaultText
{
    /// <summary>
    /// The sequences, each with its database, and whether the default is more than the next number of one.
    /// </summary>
    public static (IReadOnlyList<(string Database, string Name)> Sequences, bool Computed) Read(string text)
    {
        var draws = Draw().Matches(text).Where(m => m.Groups["name"].Success).ToList();
        return (
            [.. draws.Select(m => (Plain(m.Groups["database"].Value), Plain(m.Groups["name"].Value))).Distinct()],
            draws.Count > 0 && draws[0].Length != text.Trim().Length
        );
    }

    private static string Plain(string quoted) => quoted.Replace("``", "`", StringComparison.Ordinal);

    // What stands in quotes is a text, not a call.
    [GeneratedRegex(
        @"'(?:[^'\\]|\\.|'')*'|\bnextval\(`(?<database>(?:[^`]|``)*)`\.`(?<name>(?:[^`]|``)*)`\)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Draw();
}
