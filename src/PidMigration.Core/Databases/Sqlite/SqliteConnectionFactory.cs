using Microsoft.Data.Sqlite;
using PidMigration.Failures;

namespace PidMigration.Databases.Sqlite;

/// <summary>Opens SQLite files; never makes one.</summary>
internal sealed class SqliteConnectionFactory(ExceptionTranslator translator)
{
    /// <summary>Opens the file; a connection that isn't for writing can't write, whatever it is asked.</summary>
    public async Task<SqliteConnection> OpenAsync(
        DatabaseAddress address,
        ConnectionUse use,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(address.Database))
            throw Errors.NoSuchFile(address.Database);
        var connection = Create(address, use);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            StoredText.AddFunctions(connection);
            ValueFunctions.Add(connection);
            // The first look at the schema tells whether the file is a database at all.
            var settings = use == ConnectionUse.Write ? "" : "PRAGMA query_only = ON; ";
            await connection
                .ScalarAsync($"{settings}SELECT count(*) FROM sqlite_master", cancellationToken)
                .ConfigureAwait(false);
            return connection;
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw translator.TranslateConnect(e, address);
        }
    }

    private static SqliteConnection Create(DatabaseAddress address, ConnectionUse use)
    {
        var text = new SqliteConnectionStringBuilder
        {
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 30,
            ForeignKeys = false,
        };
        foreach (var (name, value) in address.Options)
            text.SetOption(name, value, name, address);
        // No option leads elsewhere, or lets a source be written.
        text.DataSource = address.Database;
        if (use != ConnectionUse.Write)
            text.Mode = SqliteOpenMode.ReadOnly;
        return new SqliteConnection(text.ConnectionString);
    }
}
