using System.Globalization;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>
/// Sequences in a server's own words. Names are plain; MariaDB's sequences keep no cache, so that each number is exact.
/// </summary>
internal static class SequenceSql
{
    public static string Create(TestServer server, string name, string options = "") =>
        $"CREATE SEQUENCE {name} {options}{(server is MariaDbServer ? " NOCACHE" : "")};\n";

    public static string Default(TestServer server, string name) =>
        server is MariaDbServer ? $"nextval({name})" : $"nextval('{name}')";

    /// <summary>A table whose keys come from a sequence.</summary>
    public static string Table(TestServer server, string table, string sequence) =>
        $"CREATE TABLE {table} (id bigint NOT NULL PRIMARY KEY DEFAULT {Default(server, sequence)}, note "
        + $"varchar(20));\n";

    /// <summary>A table whose keys the application makes.</summary>
    public static string PlainTable(string table) =>
        $"CREATE TABLE {table} (id bigint NOT NULL PRIMARY KEY, note varchar(20));\n";

    /// <summary>Draws numbers, and returns the last one.</summary>
    public static async Task<long> DrawAsync(TestDatabase database, string name, int count = 1) =>
        await database.NumberAsync(
            string.Concat(Enumerable.Repeat($"SELECT {Default(database.Server, name)};\n", count))
        );

    /// <summary>Inserts a row without a key, and returns the key it got.</summary>
    public static async Task<string> InsertAsync(TestDatabase database, string table, bool descends = false) =>
        (
            await database.LinesAsync(
                $"INSERT INTO {table} (note) VALUES ('new'); SELECT {(descends ? "min" : "max")}(id) FROM {table};"
            )
        )[^1];

    public static string Rows(string table, params long[] keys) =>
        $"INSERT INTO {table} (id, note) VALUES "
        + $"{string.Join(", ", keys.Select(k => string.Create(CultureInfo.InvariantCulture, $"({k}, 'row')")))};\n";
}
