using System.Runtime.CompilerServices;
using Npgsql;
using PidMigration.Rows;

namespace PidMigration.Databases.PostgreSql;

/// <summary>Reads a table by COPY … TO STDOUT in text form, straight from the driver's stream.</summary>
internal sealed class RowReader(NpgsqlConnection connection, TextReader export, Stream stream, CopyTextParser parser, Func<ValueTask> release) : Rows.RowReader
{
    private byte[] _buffer = new byte[1 << 16];
    private int _position;
    private int _end;
    private bool _ended;

    /// <summary>Starts a COPY on a connection that is inside the snapshot's transaction.</summary>
    public static async Task<RowReader> StartAsync(
        NpgsqlConnection connection, string copy, bool[] isBytes, Func<ValueTask> release, CancellationToken cancellationToken)
    {
        var export = await connection.BeginTextExportAsync(copy, cancellationToken).ConfigureAwait(false);
        // The driver hands out a StreamReader over its raw copy stream; the rows are taken from below it, as bytes.
        return new RowReader(connection, export, ((StreamReader)(object)export).BaseStream, new CopyTextParser(isBytes), release);
    }

    /// <inheritdoc/>
    public override async ValueTask FillAsync(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken)
    {
        batch.Clear();
        while (!Parse(batch, limit))
        {
            if (_ended)
            {
                if (_position < _end) throw new FormatException("The last row of the COPY stream is cut off.");
                return;
            }

            MakeRoom();
            // A COPY message is one row: gather several before they are taken apart.
            do
            {
                var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
                _end += count;
                _ended = count == 0;
            }
            while (!_ended && _end < _buffer.Length / 2);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_ended) export.Dispose();
        else await AbandonAsync().ConfigureAwait(false);
        await release().ConfigureAwait(false);
    }

    /// <summary>Ends a COPY before its end: the server is told to stop, the rest that is on its way is dropped.</summary>
    private async ValueTask AbandonAsync()
    {
        try
        {
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open) && export is NpgsqlCopyTextReader reader) await reader.CancelAsync().ConfigureAwait(false);
            export.Dispose();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The stream broke before: whoever read from it has that error. The connection isn't used again.
            NpgsqlConnection.ClearPool(connection);
        }
    }

    /// <summary>Takes whole rows into the batch; true when the batch is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Parse(RowBatch batch, BatchLimit limit)
    {
        while (!limit.IsReached(batch))
        {
            var line = _buffer.AsSpan(_position, _end - _position);
            var feed = line.IndexOf((byte)'\n');
            if (feed < 0) return false;
            parser.Parse(line[..feed], batch);
            _position += feed + 1;
        }

        return true;
    }

    private void MakeRoom()
    {
        var rest = _end - _position;
        if (_position > 0) Buffer.BlockCopy(_buffer, _position, _buffer, 0, rest);
        _position = 0;
        _end = rest;
        if (rest >= _buffer.Length / 2) Array.Resize(ref _buffer, checked(_buffer.Length * 2));
    }
}
