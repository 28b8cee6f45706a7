using System.Data.Common;
using Npgsql;
using PidDatabase;
using PidMigration.Bench.Servers;

namespace PidMigration.Torture.KillTargets;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgreSqlKillTarget(DatabaseUrl admin, string folder) : KillTarget("PostgreSQL", admin, folder)
{
    public override Server Client { get; } = new PostgreSqlServer(admin);

    public override Task<string> DefinitionsAsync(string database, CancellationToken cancellationToken)
    {
        // Constraints with their flags, because pg_get_constraintdef doesn't tell whether a trigger of one is switched
        // off.
        const string sql = """
            WITH mine AS (SELECT oid, relname, reloptions, relpersistence, relreplident FROM pg_class
              WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')
                  AND relname NOT LIKE 'pidmigration%')
            SELECT line FROM (
              SELECT concat_ws(' ', 'relation', relname, relpersistence, relreplident, reloptions) AS line FROM mine
              UNION ALL SELECT concat_ws(' ', 'column', relname, attnum, attname, format_type(atttypid, atttypmod),
                  attnotnull, attstorage, attstattarget, pg_get_expr(adbin, adrelid))
                FROM mine JOIN pg_attribute ON attrelid = mine.oid AND attnum > 0 AND NOT attisdropped
                    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
              UNION ALL SELECT concat_ws(' ', 'index', relname, pg_get_indexdef(indexrelid), indisvalid, indisready,
                  indislive, indisprimary, indisunique, indimmediate, indisclustered, indisreplident)
                FROM mine JOIN pg_index ON indrelid = mine.oid
              UNION ALL SELECT concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid),
                  condeferrable, condeferred, convalidated)
                FROM mine JOIN pg_constraint ON conrelid = mine.oid
              UNION ALL SELECT concat_ws(' ', 'trigger', relname, tgfoid::regproc, tgtype, tgenabled,
                  tgconstrrelid::regclass, tgdeferrable, tginitdeferred)
                FROM mine JOIN pg_trigger ON tgrelid = mine.oid
            ) AS lines ORDER BY line COLLATE "C"
            """;
        return Client.QueryAsync(database, sql, cancellationToken);
    }

    public override string ActivityQuery =>
        """
            SELECT left(regexp_replace(CASE state WHEN 'active' THEN '' ELSE coalesce(state, 'starting') || ': ' END ||
                coalesce(query, ''), '\s+', ' ', 'g'), 100)
            FROM pg_stat_activity WHERE datname = @database AND backend_type = 'client backend' ORDER BY state, query
            """;

    public override async Task<DbConnection> WatchAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = Admin.Host,
            Port = Admin.Port,
            Username = Admin.User,
            Password = Admin.Password,
            Database = Admin.Database,
            Pooling = false,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
