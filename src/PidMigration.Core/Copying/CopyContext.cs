using System.Threading.Channels;
using PidMigration.Copying.Loading;
using PidMigration.Databases;
using PidMigration.Ledgers;
using PidMigration.Verifying;

namespace PidMigration.Copying;

/// <summary>
/// What all jobs of one run share, made once when it begins to load. Every member may be used by several tasks at a
/// time; each type says what makes that safe.
/// </summary>
internal sealed class CopyContext(
    CopyConnections connections,
    CopyOptions options,
    ICopyVerifier verifier,
    CopyOutcomes outcomes,
    ChannelWriter<CopyEvent> events
) : IAsyncDisposable
{
    public CopyOptions Options { get; } = options;

    public DatabaseAddress Source { get; } = connections.Source;

    public DatabaseAddress Target { get; } = connections.Target;

    public RenewableSnapshot Snapshot { get; } = connections.Snapshot;

    /// <summary>The sessions that load; the first one is the run's own.</summary>
    public TargetConnectionPool Connections { get; } = new(connections.Target, connections.Writer);

    public BatchBufferPool Buffers { get; } = new();

    public Ledger Ledger { get; } =
        connections.Ledger ?? throw new InvalidOperationException("A run that was only planned can't be run.");

    /// <summary>Compares what was copied, where the options ask for it.</summary>
    public ICopyVerifier Verifier { get; } = verifier;

    public CopyOutcomes Outcomes { get; } = outcomes;

    public OrphanCheck Orphans { get; } = new(connections.TargetCatalog);

    /// <summary>How long a server may stay silent; it holds no state.</summary>
    public StallTimeout StallTimeout { get; } = new(options.Timeout);

    /// <summary>How many ranges or models may be loaded at a time.</summary>
    public int MaxParallelism { get; } =
        connections.Writer.WritesInParallel
            ? Math.Min(options.MaxParallelism, connections.Snapshot.Current.MaxConcurrentReaders)
            : 1;

    public void Report(CopyEvent copyEvent) => events.TryWrite(copyEvent);

    /// <summary>Whether a retry may help: one of both databases broke a connection, or was too busy.</summary>
    public bool IsTransient(Exception exception) =>
        DatabaseDrivers.For(Target).Failures.IsTransient(exception)
        || DatabaseDrivers.For(Source).Failures.IsTransient(exception);

    public ValueTask DisposeAsync() => Connections.DisposeAsync();
}
