using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Copying;

/// <summary>A session of the target, and the batches that go round between reader and loader. They are kept from model to model: memory stays the same.</summary>
internal sealed class CopyLane
{
    private const int BatchesOnTheWay = 2;

    private string? _session;

    private CopyLane(Target target, string? session) => (Target, _session) = (target, session);

    /// <summary>The session.</summary>
    public Target Target { get; private set; }

    /// <summary>The batches.</summary>
    public IReadOnlyList<RowBatch> Batches { get; private set; } = NewBatches();

    /// <summary>A lane over a session.</summary>
    public static async Task<CopyLane> OpenAsync(Target target, CancellationToken cancellationToken) =>
        new(target, await target.NameSessionAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Takes another session in place of a broken one, which is ended on the server: what it had not committed must not hold up anything.</summary>
    public async Task RenewAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        // Somebody may be at the old batches still.
        Batches = NewBatches();
        // A file has no other end that could have gone.
        if (!Target.WritesInParallel) return;
        var next = await DatabaseDrivers.For(address).OpenTargetAsync(address, cancellationToken).ConfigureAwait(false);
        Target.Abandon();
        Target = next;
        if (_session is not null) await next.EndSessionAsync(_session, cancellationToken).ConfigureAwait(false);
        _session = await next.NameSessionAsync(cancellationToken).ConfigureAwait(false);
    }

    private static List<RowBatch> NewBatches() => [.. Enumerable.Range(0, BatchesOnTheWay).Select(_ => new RowBatch(1))];
}
