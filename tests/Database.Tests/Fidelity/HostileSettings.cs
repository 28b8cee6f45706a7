using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>Defaults that a database may have and that must not matter.</summary>
internal static class HostileSettings
{
    private static readonly string[] PostgreSql =
    [
        "TimeZone = 'Asia/Kolkata'",
        "DateStyle = 'German, DMY'",
        "IntervalStyle = 'iso_8601'",
        "bytea_output = 'escape'",
        "extra_float_digits = -15",
        "standard_conforming_strings = off",
        "statement_timeout = '1h'",
    ];

    public static Task ApplyAsync(TestDatabase database) =>
        database.Server is not PostgreSqlServer server
            ? Task.CompletedTask
            : database.RunAsync(
                string.Concat(PostgreSql.Select(s => $"ALTER DATABASE {server.Quote(database.Name)} SET {s};\n"))
            );

    /// <summary>What a test's own script says first: values of any sort may be written.</summary>
    public static string Loose(TestServer server) =>
        server switch
        {
            PostgreSqlServer => "SET standard_conforming_strings = on; SET client_encoding = 'UTF8';\n",
            MySqlFamilyServer => "SET sql_mode = 'ALLOW_INVALID_DATES';\n",
            _ => "",
        };
}
