using Microsoft.Data.Sqlite;
using PidDatabase.Data;
using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>
/// Makes the database in an SQLite file: one transaction, one prepared INSERT per table, indexes afterwards.
/// </summary>
internal sealed class SqliteEngine : IEngine
{
    private readonly SqliteDdl _ddl = new();

    public async Task CreateAsync(
        DatabaseUrl url,
        IReadOnlyList<TableRows> content,
        bool recreate,
        CancellationToken cancellationToken
    )
    {
        var file = Path.GetFullPath(url.Database);
        if (recreate)
            foreach (var suffix in new[] { "", "-journal", "-wal", "-shm" })
                File.Delete(file + suffix);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        var settings = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        await using var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // A crash may cost this file: it can be made again.
        Execute(
            connection,
            "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF; "
                + "PRAGMA cache_size = -100000"
        );

        Execute(connection, "BEGIN");
        foreach (var table in PidSchema.Tables)
            Execute(connection, _ddl.Create(table));
        foreach (var rows in content)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Load(connection, rows);
        }
        foreach (var statement in PidSchema.Tables.SelectMany(_ddl.Index))
            Execute(connection, statement);
        foreach (var rows in content.Where(rows => rows.Table.HasCounter))
            Execute(connection, $"UPDATE sqlite_sequence SET seq = {rows.Counter} WHERE name = '{rows.Table.Name}'");
        Execute(connection, "COMMIT");
        Execute(connection, "ANALYZE");
    }

    private static void Load(SqliteConnection connection, TableRows rows)
    {
        var names = string.Join(", ", rows.Table.Columns.Select(column => $"\"{column.Name}\""));
        var marks = string.Join(", ", rows.Table.Columns.Select(_ => "?"));
        using var writer = new SqliteRowWriter(
            connection,
            $"INSERT INTO \"{rows.Table.Name}\" ({names}) VALUES " + $"({marks})"
        );
        rows.Write(writer);
        if (writer.Rows != rows.Count)
            throw new InvalidOperationException(
                $"{rows.Table.Name}: {writer.Rows} rows were made instead of " + $"{rows.Count}."
            );
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
