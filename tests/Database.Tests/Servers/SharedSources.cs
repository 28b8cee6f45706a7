using System.Collections.Concurrent;
using PidDatabase;

[assembly: AssemblyFixture(typeof(PidMigration.Database.Tests.Servers.SharedSources))]

namespace PidMigration.Database.Tests.Servers;

/// <summary>One PID database on each server, made when it is first asked for. Nobody writes to it.</summary>
public sealed class SharedSources : IAsyncDisposable
{
    public static readonly PidDatabaseOptions Options = new() { Scale = 0.002 };

    /// <summary>
    /// What the tests of planted faults are made of: PIDMIGRATION_TEST_SCALE makes them as large as the real database
    /// (1).
    /// </summary>
    public static PidDatabaseOptions SizeOfFaultTests =>
        Environment.GetEnvironmentVariable("PIDMIGRATION_TEST_SCALE") is { Length: > 0 } scale
            ? Options with
            {
                Scale = double.Parse(scale, System.Globalization.CultureInfo.InvariantCulture),
            }
            : Options;

    private readonly ConcurrentDictionary<string, Lazy<Task<TestDatabase>>> _made = new();

    public Task<TestDatabase> PidOnAsync(TestServer server) =>
        _made.GetOrAdd(server.Name, _ => new Lazy<Task<TestDatabase>>(() => MakeAsync(server, Options))).Value;

    /// <summary>
    /// A PID database of one's own; with <see cref="PidDatabaseOptions.Empty"/> what Django's migrate makes.
    /// </summary>
    public static async Task<TestDatabase> MakeAsync(TestServer server, PidDatabaseOptions options)
    {
        var database = await server.CreateAsync();
        await PidDatabaseGenerator.CreateAsync(database.Url, options, CancellationToken.None);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _made.Values)
            if (source is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await source.Value).DisposeAsync();
    }
}
