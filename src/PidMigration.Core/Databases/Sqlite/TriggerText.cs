using System.Text.RegularExpressions;
using PidMigration.Catalog;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// Reads what a trigger fires at out of its definition, which is all that SQLite keeps of it: the word before ON,
/// after the name and the time. Source: sqlite.org/lang_createtrigger.html.
/// </summary>
internal static partial class TriggerText
{
    public static Trigger Read(string name, string sql)
    {
        var match = Head().Match(sql);
        var events = match.Groups["event"].Value.ToUpperInvariant() switch
        {
            "INSERT" => TriggerEvents.Insert,
            "UPDATE" => TriggerEvents.Update,
            "DELETE" => TriggerEvents.Delete,
            // A definition that isn't understood may fire at anything.
            _ => TriggerEvents.Insert | TriggerEvents.Update | TriggerEvents.Delete,
        };
        return new Trigger(name, events);
    }

    /// <summary>A name is bare, or in one of four sorts of quotes; comments count as white space.</summary>
    [GeneratedRegex(
        """
            ^\s*CREATE (?:\s+TEMP(?:ORARY)?)? \s+TRIGGER \s+ (?:IF\s+NOT\s+EXISTS\s+)?
            (?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\w$]+)
            (?:\s*\.\s*(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[\w$]+))?
            (?:\s|--[^\n]*\n|/\*.*?\*/)+ (?:(?:BEFORE|AFTER|INSTEAD\s+OF)(?:\s|--[^\n]*\n|/\*.*?\*/)+)?
            (?<event>INSERT|UPDATE|DELETE)\b
            """,
        RegexOptions.IgnoreCase
            | RegexOptions.Singleline
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Head();
}
