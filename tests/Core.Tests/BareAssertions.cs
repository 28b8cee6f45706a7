using System.Text.RegularExpressions;

namespace PidMigration.Core.Tests;

/// <summary>
/// Finds Assert.True and Assert.False without a message, whose failure says nothing but "expected True".
/// </summary>
internal static partial class BareAssertions
{
    /// <summary>The lines of a C# file with such an assertion.</summary>
    public static IEnumerable<int> Find(string code) =>
        from match in Assertion().Matches(code)
        where !HasSecondArgument(code, match.Index + match.Length)
        select code.AsSpan(0, match.Index).Count('\n') + 1;

    /// <summary>Whether a comma follows in the parentheses that are open at this place.</summary>
    private static bool HasSecondArgument(string code, int at)
    {
        for (var depth = 1; depth > 0 && at < code.Length; at++)
            switch (code[at])
            {
                case '"' or '\'':
                    at = EndOfLiteral(code, at);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 1:
                    return true;
            }

        return false;
    }

    private static int EndOfLiteral(string code, int start)
    {
        var end = start + 1;
        while (end < code.Length && code[end] != code[start])
            end += code[end] == '\\' ? 2 : 1;
        return end;
    }

    [GeneratedRegex(@"\bAssert\.(?:True|False)\(")]
    private static partial Regex Assertion();
}
