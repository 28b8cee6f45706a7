using System.Collections.Concurrent;
using System.Threading.Channels;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// Reads the rows of one side ahead: a thread of its own fills a few batches, which are reused. A thread, not a task:
/// readers block while they wait for their server, and would take threads from the pool.
/// </summary>
internal sealed class ReadAheadReader : IBatchSource
{
    private const int BatchesInFlight = 3;

    /// <summary>Small enough for the batches of both sides to stay in the processor's cache.</summary>
    private static readonly BatchLimit Limit = new(4096, 1 << 19);

    private readonly ComparedDatabase _database;
    private readonly ReadPlan _plan;
    private readonly string _model;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<RowBatch> _filled = Channel.CreateBounded<RowBatch>(BatchesInFlight);
    private readonly BlockingCollection<RowBatch> _empty = [];
    private readonly Task _reading;
    private RowBatch? _current;

    private ReadAheadReader(ComparedDatabase database, ReadPlan plan, string model, CancellationToken cancellationToken)
    {
        (_database, _plan, _model) = (database, plan, model);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var i = 0; i < BatchesInFlight; i++)
            _empty.Add(new RowBatch(plan.Columns.Count), CancellationToken.None);
        _reading = Task.Factory.StartNew(
            Read,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    public static ReadAheadReader Start(
        ComparedDatabase database,
        ReadPlan plan,
        string model,
        CancellationToken cancellationToken
    ) => new(database, plan, model, cancellationToken);

    /// <inheritdoc/>
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

    private void Read()
    {
        try
        {
            var reader = _database.Snapshot.OpenReaderAsync(_plan, _stop.Token).GetAwaiter().GetResult();
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
            // Reported through the channel: the comparison gets it where the rows end.
            _filled.Writer.TryComplete(
                e is OperationCanceledException || _stop.IsCancellationRequested
                    ? new OperationCanceledException(_stop.Token)
                    : _database.Translate(e, _plan.Table.Name.ToString(), _model)
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
