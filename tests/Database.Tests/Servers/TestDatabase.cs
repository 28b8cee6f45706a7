using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Databases;

namespace PidMigration.Database.Tests.Servers;

/// <summary>A database of one test.</summary>
public sealed class TestDatabase(TestServer server, string name) : IAsyncDisposable
{
    public TestServer Server { get; } = server;

    public string Name { get; } = name;

    public string Url => Server.UrlOf(Name);

    public DatabaseAddress Address => AddressParser.Parse(Url);

    public Task<string> RunAsync(string sql) => Server.RunAsync(Name, sql);

    public async Task<IReadOnlyList<string>> LinesAsync(string sql)
    {
        var output = await RunAsync(sql);
        return output.Length == 0 ? [] : output.TrimEnd('\n').Split('\n');
    }

    public async Task<long> NumberAsync(string sql) =>
        long.Parse((await LinesAsync(sql))[^1], System.Globalization.CultureInfo.InvariantCulture);

    public Task<long> CountAsync(TestTable table) => NumberAsync($"SELECT COUNT(*) FROM {Server.Quote(table)};");

    public async Task FillAsync(TestTable table, params object?[][] rows)
    {
        foreach (var some in rows.Chunk(1000))
            await RunAsync(Server.Insert(table, some));
    }

    public Task<Dump> DumpAsync(params IReadOnlyList<TestTable> tables) => Dump.OfAsync(this, tables);

    public async ValueTask DisposeAsync() => await Server.DropDatabaseAsync(Name);
}
