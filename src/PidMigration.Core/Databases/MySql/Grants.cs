using System.Text.RegularExpressions;
using MySqlConnector;

namespace PidMigration.Databases.MySql;

/// <summary>
/// What the user may do, out of SHOW GRANTS, the active roles' grants with it: information_schema shows no table,
/// column or trigger that the user has no right to, and doesn't say that it left some out. Sources: MySQL 8.4 manual,
/// 15.7.7.22 (SHOW GRANTS), 28.3.8, 28.3.45; MariaDB Knowledge Base, GRANT.
/// </summary>
internal sealed partial class Grants
{
    private readonly List<(string Schema, string Table, HashSet<string> Privileges)> _given = [];
    private readonly List<(string Schema, HashSet<string> Privileges)> _revoked = [];
    private readonly string _schema;

    private Grants(string schema) => _schema = schema;

    /// <summary>Reads the grants of a connection's user for its database.</summary>
    public static async Task<Grants> ReadAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        var head = (
            await TextQuery
                .ReadAsync(connection, "SELECT DATABASE(), CURRENT_ROLE()", cancellationToken)
                .ConfigureAwait(false)
        )[0];
        // MariaDB shows the current role's grants by itself; MySQL wants the roles named, and lists them just as it
        // takes them.
        var roles =
            MySqlConnectionFactory.IsMariaDb(connection) || head[1] is "" or "NONE"
                ? ""
                : $" FOR CURRENT_USER() USING {head[1]}";
        var grants = new Grants(head[0]);
        foreach (
            var line in await TextQuery
                .ReadAsync(connection, "SHOW GRANTS" + roles, cancellationToken)
                .ConfigureAwait(false)
        )
            grants.Take(line[0]);
        return grants;
    }

    /// <summary>Whether a privilege holds for the whole database.</summary>
    public bool HasEverywhere(string privilege) =>
        _given.Exists(g => g.Table == "*" && Covers(g.Schema) && Holds(g.Privileges, privilege))
        && !_revoked.Exists(r => Covers(r.Schema) && Holds(r.Privileges, privilege));

    /// <summary>Whether a privilege holds for a table with all of its columns.</summary>
    public bool Has(string privilege, string table) =>
        HasEverywhere(privilege)
        || _given.Exists(g =>
            Covers(g.Schema)
            && string.Equals(g.Table, table, StringComparison.OrdinalIgnoreCase)
            && Holds(g.Privileges, privilege)
        );

    /// <summary>Whether a privilege holds for some columns of a table only.</summary>
    public bool HasInPart(string privilege, string table) =>
        !Has(privilege, table)
        && _given.Exists(g =>
            Covers(g.Schema)
            && string.Equals(g.Table, table, StringComparison.OrdinalIgnoreCase)
            && g.Privileges.Contains(privilege + "(")
        );

    private static bool Holds(HashSet<string> privileges, string privilege) =>
        privileges.Contains(privilege) || privileges.Contains("ALL PRIVILEGES");

    /// <summary>Takes up a line; a grant of a role, or of a routine, says nothing of tables.</summary>
    private void Take(string line)
    {
        var match = Line().Match(line);
        if (!match.Success)
            return;
        var (schema, table) = (Unquote(match.Groups["schema"].Value), Unquote(match.Groups["table"].Value));
        // A privilege for some columns only has them after it, in parentheses.
        var privileges = Columns()
            .Replace(match.Groups["privileges"].Value, "(")
            .Split(',', StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (match.Groups["verb"].Value == "GRANT")
            _given.Add((schema, table, privileges));
        else
            _revoked.Add((schema, privileges));
    }

    /// <summary>
    /// Whether a scope is our database: all, its name, or a pattern in which % and _ stand for others.
    /// </summary>
    private bool Covers(string scope) =>
        scope == "*"
        || string.Equals(scope, _schema, StringComparison.OrdinalIgnoreCase)
        || Regex.IsMatch(
            _schema,
            "^"
                + Pattern()
                    .Replace(
                        scope,
                        m =>
                            m.Value switch
                            {
                                "%" => ".*",
                                "_" => ".",
                                ['\\', var escaped] => Regex.Escape(escaped.ToString()),
                                var other => Regex.Escape(other),
                            }
                    )
                + "$",
            RegexOptions.IgnoreCase | RegexOptions.Singleline
        );

    private static string Unquote(string name) =>
        name.StartsWith('`') ? name[1..^1].Replace("``", "`", StringComparison.Ordinal) : name;

    [GeneratedRegex(
        @"^(?<verb>GRANT|REVOKE) (?<privileges>.+?) ON (?:TABLE )?"
            + @"(?<schema>\*|`(?:[^`]|``)*`)\.(?<table>\*|`(?:[^`]|``)*`) (?:TO|FROM) ",
        RegexOptions.Singleline
    )]
    private static partial Regex Line();

    [GeneratedRegex(@" ?\((?:[^()`]|`(?:[^`]|``)*`)*\)")]
    private static partial Regex Columns();

    [GeneratedRegex(@"\\.|.", RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
