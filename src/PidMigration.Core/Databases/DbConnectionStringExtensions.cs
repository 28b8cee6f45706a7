using System.Data.Common;
using PidMigration.Failures;

namespace PidMigration.Databases;

/// <summary>Options that a user writes into an address.</summary>
internal static class DbConnectionStringExtensions
{
    /// <summary>Sets one option of a driver's connection string.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="name">What the driver calls the option.</param>
    /// <param name="value">Its value.</param>
    /// <param name="given">What the user calls it.</param>
    /// <param name="address">The address, for the error.</param>
    /// <exception cref="MigrationException">PID1005: the driver knows no such option, or not that value.</exception>
    public static void SetOption(
        this DbConnectionStringBuilder text,
        string name,
        string value,
        string given,
        DatabaseAddress address
    )
    {
        try
        {
            text[name] = value;
        }
        catch (Exception e)
            when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Npgsql, MySqlConnector, Microsoft.Data.Sqlite: the drivers are called like their assemblies.
            var driver = text.GetType().Assembly.GetName().Name;
            throw Errors.BadOption(given, address.ToString(), $"{driver} knows no such option, or not that value");
        }
    }
}
