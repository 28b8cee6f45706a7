using System.Globalization;
using System.IO.Pipelines;
using MySqlConnector;
using PidDatabase.Data;
using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>
/// Makes the database in MySQL or MariaDB: rows by LOAD DATA LOCAL, or by INSERT where the server forbids it; indexes
/// afterwards.
/// </summary>
internal sealed class MySqlEngine : IEngine
{
    private readonly MySqlDdl _ddl = new();

    public async Task CreateAsync(
        DatabaseUrl url,
        IReadOnlyList<TableRows> content,
        bool recreate,
        CancellationToken cancellationToken
    )
    {
        await MakeDatabaseAsync(url, recreate, cancellationToken);
        await using var connection = await OpenAsync(url, url.Database, cancellationToken);
        // Strict, so that no value is changed to fit; checks off, so that foreign keys are added without copying the
        // table.
        await ExecuteAsync(
            connection,
            "SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', foreign_key_checks " + "= 0",
            cancellationToken
        );
        foreach (var table in PidSchema.Tables)
            await ExecuteAsync(connection, _ddl.Create(table), cancellationToken);

        var infile = await ScalarAsync(connection, "SELECT @@local_infile", cancellationToken) == 1;
        foreach (var rows in content)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var loaded = infile ? await LoadAsync(connection, rows, cancellationToken) : Insert(connection, rows);
            if (loaded != rows.Count)
                throw new InvalidOperationException($"{rows.Table.Name}: {loaded} rows arrived of {rows.Count}.");
            await transaction.CommitAsync(cancellationToken);
        }

        foreach (
            var statement in PidSchema.Tables.SelectMany(_ddl.Index).Concat(PidSchema.Tables.SelectMany(_ddl.Relate))
        )
            await ExecuteAsync(connection, statement, cancellationToken);
        foreach (var rows in content.Where(rows => rows.Table.HasCounter))
            await ExecuteAsync(
                connection,
                $"ALTER TABLE `{rows.Table.Name}` AUTO_INCREMENT = " + $"{rows.Counter + 1}",
                cancellationToken
            );
        foreach (var table in PidSchema.Tables)
            await ExecuteAsync(connection, $"ANALYZE TABLE `{table.Name}`", cancellationToken);
    }

    private static async Task MakeDatabaseAsync(DatabaseUrl url, bool recreate, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(url, "", cancellationToken);
        var name = $"`{url.Database.Replace("`", "``", StringComparison.Ordinal)}`";
        if (recreate)
            await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {name}", cancellationToken);
        // The collation is the server's own for utf8mb4, as with most Django installations.
        await ExecuteAsync(
            connection,
            $"CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET " + $"utf8mb4",
            cancellationToken
        );
    }

    private static async Task<long> LoadAsync(
        MySqlConnection connection,
        TableRows rows,
        CancellationToken cancellationToken
    )
    {
        var pipe = new Pipe(new(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));
        var loader = new MySqlBulkLoader(connection)
        {
            TableName = $"`{rows.Table.Name}`",
            CharacterSet = "utf8mb4",
            FieldTerminator = "\t",
            EscapeCharacter = '\\',
            LineTerminator = "\n",
            Local = true,
            SourceStream = pipe.Reader.AsStream(),
            Timeout = 0,
        };
        loader.Columns.AddRange(rows.Table.Columns.Select(column => $"`{column.Name}`"));

        // COPY-like text is written by one thread while the driver sends it on another.
        var producer = Task.Run(() => Produce(rows, pipe.Writer), cancellationToken);
        int loaded;
        try
        {
            loaded = await loader.LoadAsync(cancellationToken);
        }
        finally
        {
            // A producer that waits for a reader that failed would wait for ever.
            await pipe.Reader.CompleteAsync();
        }
        await producer;

        // LOCAL turns errors into warnings, whatever the sql_mode.
        await using var command = new MySqlCommand("SHOW WARNINGS", connection);
        await using var warnings = await command.ExecuteReaderAsync(cancellationToken);
        if (await warnings.ReadAsync(cancellationToken))
            throw new InvalidOperationException($"{rows.Table.Name}: {warnings.GetString(2)}");
        return loaded;
    }

    private static void Produce(TableRows rows, PipeWriter pipe)
    {
        try
        {
            var writer = new DelimitedRowWriter(pipe.AsStream());
            rows.Write(writer);
            writer.Flush();
            pipe.Complete();
        }
        catch (Exception error)
        {
            // The reader must learn of it, or it loads half a table.
            pipe.Complete(error);
            throw;
        }
    }

    private static long Insert(MySqlConnection connection, TableRows rows)
    {
        var columns = string.Join(", ", rows.Table.Columns.Select(column => $"`{column.Name}`"));
        var writer = new InsertRowWriter(
            $"INSERT INTO `{rows.Table.Name}` ({columns}) VALUES ",
            sql =>
            {
                using var command = new MySqlCommand(sql, connection);
                command.ExecuteNonQuery();
            }
        );
        rows.Write(writer);
        writer.Flush();
        return writer.Rows;
    }

    private static async Task<MySqlConnection> OpenAsync(
        DatabaseUrl url,
        string database,
        CancellationToken cancellationToken
    )
    {
        var isSocket = url.Host.StartsWith('/');
        var settings = new MySqlConnectionStringBuilder
        {
            Server = url.Host,
            ConnectionProtocol = isSocket ? MySqlConnectionProtocol.UnixSocket : MySqlConnectionProtocol.Tcp,
            Port = url.Port == 0 ? 3306 : (uint)url.Port,
            UserID = url.User,
            Password = url.Password,
            Database = database,
            CharacterSet = "utf8mb4",
            AllowLoadLocalInfile = true,
            IgnoreCommandTransaction = true,
            AllowPublicKeyRetrieval = true,
            DefaultCommandTimeout = 0,
            Pooling = false,
        };
        var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<long> ScalarAsync(
        MySqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = new MySqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
