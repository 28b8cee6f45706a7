using PidDatabase.Data;
using PidDatabase.Engines;

namespace PidDatabase;

/// <summary>Makes the PID database, for tests, benchmarks and the demo.</summary>
public static class PidDatabaseGenerator
{
    /// <summary>Makes the database, with the tables of Django 3.2 and the rows of the seed.</summary>
    /// <param name="url">Where; see <see cref="DatabaseUrl.Parse"/>. The database itself is made where it is missing;
    /// it must have none of the tables.</param>
    /// <param name="options">Which database.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The tables that have rows, with their number and their counter.</returns>
    /// <exception cref="FormatException">The URL can't be read.</exception>
    /// <exception cref="System.Data.Common.DbException">The server refused.</exception>
    public static async Task<IReadOnlyList<TableRows>> CreateAsync(
        string url,
        PidDatabaseOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var where = DatabaseUrl.Parse(url);
        IEngine engine = where.Scheme switch
        {
            "postgresql" => new PostgreSqlEngine(),
            "mysql" => new MySqlEngine(),
            _ => new SqliteEngine(),
        };
        var content = PidContent.Of(options);
        await engine.CreateAsync(where, content, options.Recreate, cancellationToken);
        return content;
    }
}
