using System.Text;
using System.Text.RegularExpressions;
using PidDatabase;
using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Torture.Victims;

/// <summary>MySQL or MariaDB.</summary>
internal sealed partial class MySqlVictim(string name, DatabaseUrl admin, string folder, string client) : VictimServer(name, admin, folder)
{
    public override Server Client { get; } = new MySqlServer(admin, client);

    public override async Task<string> DefinitionsAsync(string database, CancellationToken cancellationToken)
    {
        // Which tables there are is part of it: one that was made and left behind would be none of those that are asked for.
        var tables = await Client.QueryAsync(database,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND table_name NOT LIKE 'pidmigration%' ORDER BY table_name", cancellationToken);
        var triggers = await Client.QueryAsync(database, "SHOW TRIGGERS", cancellationToken);
        var statements = string.Join("; ", PidSchema.Tables.Select(table => $"SHOW CREATE TABLE `{table.Name}`"));
        var definitions = await Client.QueryAsync(database, statements, cancellationToken);
        // In batch mode the client writes a line's end as \n; the counter follows the rows.
        return new StringBuilder().Append(tables).Append('\n').Append(triggers).Append('\n')
            .Append(Counter().Replace(definitions, "").Replace("\\n", "\n", StringComparison.Ordinal)).ToString();
    }

    public override Task<string> ActivityAsync(string database, CancellationToken cancellationToken) =>
        Client.QueryAsync(database, """
            SELECT group_concat(concat(command, ': ', left(coalesce(info, ''), 100)) ORDER BY info SEPARATOR ' | ')
            FROM information_schema.processlist WHERE db = database() AND id <> connection_id()
            """, cancellationToken);

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+")]
    private static partial Regex Counter();
}
