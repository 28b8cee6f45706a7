using Npgsql;
using PidDatabase.Data;
using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>Makes the database in PostgreSQL: one transaction, rows by COPY, indexes afterwards.</summary>
internal sealed class PostgreSqlEngine : IEngine
{
    private readonly PostgreSqlDdl _ddl = new();

    public async Task CreateAsync(
        DatabaseUrl url,
        IReadOnlyList<TableRows> content,
        bool recreate,
        CancellationToken cancellationToken
    )
    {
        await MakeDatabaseAsync(url, recreate, cancellationToken);
        await using var connection = await OpenAsync(url, url.Database, cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await ExecuteAsync(connection, "SET maintenance_work_mem = '256MB'", cancellationToken);
            foreach (var table in PidSchema.Tables)
                await ExecuteAsync(connection, _ddl.Create(table), cancellationToken);
            foreach (var rows in content)
                await LoadAsync(connection, rows, cancellationToken);
            foreach (
                var statement in PidSchema
                    .Tables.SelectMany(_ddl.Index)
                    .Concat(PidSchema.Tables.SelectMany(_ddl.Relate))
            )
                await ExecuteAsync(connection, statement, cancellationToken);
            foreach (var rows in content.Where(rows => rows.Table.HasCounter))
                await ExecuteAsync(
                    connection,
                    $"SELECT setval('\"{rows.Table.Name}_id_seq\"', " + $"{rows.Counter})",
                    cancellationToken
                );
            await transaction.CommitAsync(cancellationToken);
        }
        await ExecuteAsync(connection, "ANALYZE", cancellationToken);
    }

    private static async Task MakeDatabaseAsync(DatabaseUrl url, bool recreate, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(url, "postgres", cancellationToken);
        var name = $"\"{url.Database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        if (recreate)
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellationToken);

        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
        exists.Parameters.AddWithValue(url.Database);
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            await ExecuteAsync(
                connection,
                $"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE " + $"template0",
                cancellationToken
            );
    }

    private static async Task LoadAsync(
        NpgsqlConnection connection,
        TableRows rows,
        CancellationToken cancellationToken
    )
    {
        var columns = string.Join(", ", rows.Table.Columns.Select(column => $"\"{column.Name}\""));
        // The table is of this transaction, so its rows may be frozen at once and nobody has to write them a second
        // time.
        await using var copy = await connection.BeginTextImportAsync(
            $"COPY \"{rows.Table.Name}\" ({columns}) FROM STDIN WITH (FREEZE)",
            cancellationToken
        );
        // The stream below Npgsql's text writer takes the bytes as they are.
        var writer = new DelimitedRowWriter(((StreamWriter)(TextWriter)copy).BaseStream);
        rows.Write(writer);
        writer.Flush();
        if (writer.Rows != rows.Count)
            throw new InvalidOperationException(
                $"{rows.Table.Name}: {writer.Rows} rows were made instead of " + $"{rows.Count}."
            );
    }

    private static async Task<NpgsqlConnection> OpenAsync(
        DatabaseUrl url,
        string database,
        CancellationToken cancellationToken
    )
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port == 0 ? 5432 : url.Port,
            Username = url.User,
            Password = url.Password,
            Database = database,
            Timezone = "UTC",
            CommandTimeout = 0,
            // A pooled connection would keep the database from being dropped.
            Pooling = false,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
