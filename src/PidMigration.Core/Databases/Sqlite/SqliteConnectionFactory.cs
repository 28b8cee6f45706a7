using Microsoft.Data.Sqlite;
using PidMigration.Failures;

namespace PidMigration.Databases.Sqlite;

/// <summary>Opens SQLite files; never makes one.</summary>
internal static class SqliteConnectionFactory
{
    /// <summary>Opens the file; a read-only connection can't write, whatever it is asked.</summary>
    public static async Task<SqliteConnection> OpenAsync(
        DatabaseAddress address,
        bool readOnly,
        ExceptionTranslator failures,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(address.Database))
            throw Errors.NoSuchFile(address.Database);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = address.Database,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 30,
            ForeignKeys = false,
        };
        foreach (var (name, value) in address.Options)
            try
            {
                text[name] = value;
            }
            catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
            {
                throw Errors.BadOption(
                    name,
                    address.ToString(),
                    "Microsoft.Data.Sqlite doesn't support the option or its value"
                );
            }

        // No option leads elsewhere, or lets a source be written.
        text.DataSource = address.Database;
        if (readOnly)
            text.Mode = SqliteOpenMode.ReadOnly;
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            StoredText.AddFunctions(connection);
            ValueFunctions.Add(connection);
            await using var command = connection.CreateCommand();
            // The first look at the schema tells whether the file is a database at all.
            command.CommandText = readOnly
                ? "PRAGMA query_only = ON; SELECT count(*) FROM sqlite_master"
                : "SELECT count(*) FROM sqlite_master";
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw failures.TranslateConnect(e, address);
        }
    }
}
