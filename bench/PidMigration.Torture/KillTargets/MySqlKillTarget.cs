using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using MySqlConnector;
using PidDatabase;
using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Torture.KillTargets;

/// <summary>MySQL or MariaDB.</summary>
internal sealed partial class MySqlKillTarget(string name, DatabaseUrl admin, string folder, string client)
    : KillTarget(name, admin, folder)
{
    public override Server Client { get; } = new MySqlServer(admin, client);

    public override async Task<string> DefinitionsAsync(string database, CancellationToken cancellationToken)
    {
        // Which tables there are is part of it: one that was made and left behind would be none of those that are asked
        // for.
        var tables = await Client.QueryAsync(
            database,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND "
                + "table_name NOT LIKE 'pidmigration%' ORDER BY table_name",
            cancellationToken
        );
        var triggers = await Client.QueryAsync(database, "SHOW TRIGGERS", cancellationToken);
        var statements = string.Join("; ", PidSchema.Tables.Select(table => $"SHOW CREATE TABLE `{table.Name}`"));
        var definitions = await Client.QueryAsync(database, statements, cancellationToken);
        // In batch mode the client writes a line's end as \n; the counter follows the rows.
        return new StringBuilder()
            .Append(tables)
            .Append('\n')
            .Append(triggers)
            .Append('\n')
            .Append(Counter().Replace(definitions, "").Replace("\\n", "\n", StringComparison.Ordinal))
            .ToString();
    }

    public override string ActivityQuery =>
        """
            SELECT left(concat(CASE command WHEN 'Query' THEN '' ELSE concat(command, ': ') END, coalesce(info, '')),
                100)
            FROM information_schema.processlist WHERE db = @database ORDER BY command, info
            """;

    public override async Task<DbConnection> WatchAsync(CancellationToken cancellationToken)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = Admin.Host,
            Port = (uint)Admin.Port,
            UserID = Admin.User,
            Password = Admin.Password,
            Database = Admin.Database,
            Pooling = false,
            AllowPublicKeyRetrieval = true,
        };
        var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+")]
    private static partial Regex Counter();
}
