using System.Text.RegularExpressions;

namespace PidMigration.Bench.Servers;

/// <summary>
/// The secondary indexes and foreign keys of a MySQL or MariaDB table, as the clauses of ALTER TABLE that take them off
/// and put them back.
/// </summary>
/// <param name="Drop">The clauses that take them off.</param>
/// <param name="Add">The clauses that put them back.</param>
internal sealed partial record MySqlKeys(string Drop, string Add)
{
    /// <summary>Reads them out of SHOW CREATE TABLE.</summary>
    public static async Task<MySqlKeys> OfAsync(
        Server server,
        string database,
        string table,
        CancellationToken cancellationToken
    )
    {
        // --batch prints the statement's lines in one, with \n between them.
        var lines = (await server.QueryAsync(database, $"SHOW CREATE TABLE `{table}`", cancellationToken)).Split("\\n");
        var keys = lines.Select(line => Line().Match(line)).Where(key => key.Success).ToList();
        return new(
            string.Join(
                ", ",
                keys.Select(key =>
                    $"DROP {(key.Groups["foreign"].Success ? "FOREIGN KEY" : "KEY")} {key.Groups["name"].Value}"
                )
            ),
            string.Join(", ", keys.Select(key => $"ADD {key.Groups["clause"].Value}"))
        );
    }

    [GeneratedRegex(@"^  (?<clause>((UNIQUE )?KEY|CONSTRAINT(?=.* (?<foreign>FOREIGN KEY) )) (?<name>`[^`]+`) .*?),?$")]
    private static partial Regex Line();
}
