using PidDatabase;
using PidMigration.Bench.Contenders;
using PidMigration.Bench.Measuring;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Figures;

/// <summary>A copy of one row that holds a text of 64 MB.</summary>
/// <param name="options">How often.</param>
/// <param name="source">Where the row comes from: PostgreSQL.</param>
/// <param name="target">Where it goes: MariaDB.</param>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="idleMemory">The memory of a pwsh that does nothing.</param>
internal sealed class LargeRow(BenchOptions options, Server source, Server target, string pwsh, long idleMemory)
    : IFigureGroup
{
    private const string Database = "pid_bench_large";
    private const int Megabytes = 64;
    private const int Megabyte = 1 << 20;

    public string Name => "One row of 64 MB, PostgreSQL → MariaDB";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken)
    {
        // A row has to fit into a packet, and the server's own limit is 16 MB.
        var packet = new MySqlSetting("max_allowed_packet", "1073741824");
        try
        {
            await packet.ChangeAsync(target, cancellationToken);
            await MakeAsync(source, cancellationToken);
            // Digests, 32 characters each: a text that doesn't compress to nothing.
            await source.QueryAsync(
                Database,
                $"INSERT INTO pid_policy SELECT 1, now(), string_agg(md5(part::text), ''), 'large' FROM "
                    + $"generate_series(1, {Megabytes * Megabyte / 32}) AS part",
                cancellationToken
            );
            var peaks = new List<double>();
            for (var run = 1; run <= options.Runs; run++)
            {
                await MakeAsync(target, cancellationToken);
                await IdleCheck.WaitAsync(TimeSpan.FromSeconds(options.Patience), cancellationToken);
                peaks.Add(
                    await Pwsh.RunAsync(
                        pwsh,
                        "Copy-PidModel pid.Policy -ClearTarget -Confirm:$false",
                        source.UrlOf(Database),
                        target.UrlOf(Database),
                        cancellationToken
                    )
                );
                await CheckAsync(cancellationToken);
            }
            return
            [
                new("Copy-PidModel, peak above idle", (Median.Of(peaks) - idleMemory) / Megabyte, "MB", 3 * Megabytes),
            ];
        }
        finally
        {
            await packet.RestoreAsync(target);
            await source.DropAsync(Database, CancellationToken.None);
            await target.DropAsync(Database, CancellationToken.None);
        }
    }

    private static async Task MakeAsync(Server server, CancellationToken cancellationToken) =>
        await PidDatabaseGenerator.CreateAsync(
            server.UrlOf(Database),
            new() { Empty = true, Recreate = true },
            cancellationToken
        );

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        const string digest = "SELECT md5(commitment) FROM pid_policy";
        if (
            await source.QueryAsync(Database, digest, cancellationToken)
            != await target.QueryAsync(Database, digest, cancellationToken)
        )
            throw new InvalidOperationException("The large row changed on the way.");
    }
}
