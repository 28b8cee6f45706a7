using System.Runtime.CompilerServices;
using Npgsql;
using PidMigration.Databases.Resilience;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>
/// Reads a table by COPY … TO STDOUT in text form, straight from the driver's stream, and waits for the server on the
/// thread itself.
/// </summary>
internal sealed class PostgreSqlRowReader : RowReader
{
    private const int Usual = 1 << 16;
    private const int Large = 1 << 23;
    private const int Huge = 1 << 26;

    private readonly NpgsqlCopyTextReader _export;
    private readonly Stream _stream;
    private readonly CopyTextParser _parser;
    private byte[] _buffer = new byte[Usual];
    private int _position;
    private int _end;
    private bool _ended;

    /// <summary>So much after the position holds no line feed: a large row comes in many parts.</summary>
    private int _scanned;

    /// <summary>Starts a COPY on a connection that is inside the snapshot's transaction.</summary>
    public PostgreSqlRowReader(ConnectionLease lease, string copy, bool[] isBytes)
        : base(lease)
    {
        _parser = new CopyTextParser(isBytes);
        _export = (NpgsqlCopyTextReader)((NpgsqlConnection)lease.Connection).BeginTextExport(copy);
        // The driver hands out a StreamReader over its raw copy stream; the rows are taken from below it, as bytes.
        _stream = _export.BaseStream;
    }

    /// <inheritdoc/>
    public override void Fill(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken)
    {
        batch.Clear();
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = ServerCancellation.Register(_export.Cancel, cancellationToken);
        try
        {
            Take(batch, limit);
            // A huge row is in the batch now: its text isn't kept beside it. Less is, for the next one.
            if (_buffer.Length > Huge && _end - _position < Usual)
                Shrink();
        }
        catch (NpgsqlException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<bool> CloseAsync()
    {
        // At its end there is nothing to wait for; an asynchronous call would make the connection's socket non-blocking
        // for good.
        if (_ended)
            _export.Dispose();
        else
            await AbandonAsync().ConfigureAwait(false);
        // A COPY that was broken off has ended its transaction.
        return _ended && Lease.IsOpen;
    }

    /// <summary>
    /// Ends a COPY before its end: the server is told to stop, the rest that is on its way is dropped.
    /// </summary>
    private async ValueTask AbandonAsync()
    {
        try
        {
            if (Lease.IsOpen)
                await _export.CancelAsync().ConfigureAwait(false);
            _export.Dispose();
        }
        catch (Exception e)
            when (e
                    is NpgsqlException
                        or ObjectDisposedException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            // The stream broke before: its reader has that error. The connection isn't used again.
        }
    }

    private void Take(RowBatch batch, BatchLimit limit)
    {
        while (!Parse(batch, limit))
        {
            if (_ended)
            {
                if (_position < _end)
                    throw new FormatException("The last row of the COPY stream is cut off.");
                return;
            }

            MakeRoom();
            // Several rows are gathered before they are taken apart.
            do
            {
                var count = _stream.Read(_buffer.AsSpan(_end));
                _end += count;
                _ended = count == 0;
            } while (!_ended && _end < _buffer.Length / 2);
        }
    }

    /// <summary>Takes whole rows into the batch; true when the batch is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Parse(RowBatch batch, BatchLimit limit)
    {
        while (!limit.IsReached(batch))
        {
            if (_scanned == 0)
                _position += _parser.TakePlain(_buffer.AsSpan(_position, _end - _position), batch, limit);
            if (limit.IsReached(batch))
                break;
            // The next one has something to be taken apart, or isn't whole yet.
            var line = _buffer.AsSpan(_position, _end - _position);
            var feed = line[_scanned..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                _scanned = line.Length;
                return false;
            }

            feed += _scanned;
            _parser.Parse(line[..feed], batch);
            _position += feed + 1;
            _scanned = 0;
        }

        return true;
    }

    private void MakeRoom()
    {
        var rest = _end - _position;
        if (_position > 0)
            Buffer.BlockCopy(_buffer, _position, _buffer, 0, rest);
        _position = 0;
        _end = rest;
        if (rest >= _buffer.Length / 2)
            Resize(checked(_buffer.Length * 2));
    }

    private void Shrink()
    {
        MakeRoom();
        Resize(Usual);
    }

    private void Resize(int length)
    {
        var isLarge = _buffer.Length > Large;
        Array.Resize(ref _buffer, length);
        // After a row of many megabytes: left to itself the collector lets several such arrays lie about.
        if (isLarge)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true);
    }
}
