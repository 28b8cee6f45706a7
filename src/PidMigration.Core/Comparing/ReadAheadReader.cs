using System.Collections.Concurrent;
using System.Threading.Channels;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Reads one side ahead: a thread of its own fills a few batches, which go round. A thread, not a task, because the readers block
/// while they wait for their server: in the pool they would keep others waiting.
/// </summary>
internal sealed class ReadAheadReader : IAsyncDisposable
{
    private const int BatchesOnTheWay = 3;

    /// <summary>Small enough for the batches of both sides to stay in the processor's cache.</summary>
    private static readonly BatchLimit Limit = new(4096, 1 << 19);

    private readonly CancellationTokenSource _stop;
    private readonly Channel<RowBatch> _filled = Channel.CreateBounded<RowBatch>(BatchesOnTheWay);
    private readonly BlockingCollection<RowBatch> _empty = [];
    private readonly Task _reading;
    private RowBatch? _current;

    private ReadAheadReader(
        Snapshot snapshot,
        ReadPlan plan,
        DatabaseAddress address,
        string model,
        CancellationToken cancellationToken
    )
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var i = 0; i < BatchesOnTheWay; i++)
            _empty.Add(new RowBatch(plan.Columns.Count), CancellationToken.None);
        _reading = Task.Factory.StartNew(
            () => Read(snapshot, plan, address, model),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    public static ReadAheadReader Start(
        Snapshot snapshot,
        ReadPlan plan,
        DatabaseAddress address,
        string model,
        CancellationToken cancellationToken
    ) => new(snapshot, plan, address, model, cancellationToken);

    /// <summary>The next batch, valid until the next call; null behind the last one.</summary>
    /// <exception cref="MigrationException">PID1801: the rows can't be read.</exception>
    public async ValueTask<RowBatch?> NextAsync()
    {
        if (_current is not null)
            _empty.Add(_current);
        _current = null;
        if (
            await _filled.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false)
            && _filled.Reader.TryRead(out var batch)
        )
            _current = batch;
        return _current;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
        _empty.Dispose();
    }

    private void Read(Snapshot snapshot, ReadPlan plan, DatabaseAddress address, string model)
    {
        try
        {
            var reader = snapshot.OpenReaderAsync(plan, _stop.Token).GetAwaiter().GetResult();
            try
            {
                Fill(reader);
            }
            finally
            {
                reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            _filled.Writer.Complete();
        }
        catch (Exception e)
        {
            // Reported through the channel: whoever compares meets it where the rows end.
            _filled.Writer.TryComplete(
                e is OperationCanceledException || _stop.IsCancellationRequested
                    ? new OperationCanceledException(_stop.Token)
                    : DatabaseDrivers
                        .For(address)
                        .Failures.Translate(
                            e,
                            address,
                            plan.Table.Name.ToString(),
                            false,
                            (why, inner) => Errors.CompareFailed(model, address.ToString(), why, inner)
                        )
            );
        }
    }

    private void Fill(RowReader reader)
    {
        while (true)
        {
            var batch = _empty.Take(_stop.Token);
            reader.Fill(batch, Limit, _stop.Token);
            if (batch.Rows == 0)
                return;
            // There are no more batches than the channel has room for.
            _filled.Writer.TryWrite(batch);
        }
    }
}
