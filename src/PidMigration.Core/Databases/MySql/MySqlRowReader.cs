using MySqlConnector;
using PidMigration.Catalog;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;
using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>
/// Reads the rows of a query whose columns are all binary strings, byte by byte out of the driver's buffer.
/// </summary>
internal sealed class MySqlRowReader(
    ConnectionLease lease,
    MySqlCommand command,
    MySqlDataReader reader,
    ReadPlan plan,
    int[] guarded
) : RowReader(lease)
{
    private const int Usual = 1 << 10;

    private readonly bool[] _hasFraction =
    [
        .. plan.Columns.Select(c =>
            c.Scale > 0 && c.Kind is ValueKind.Time or ValueKind.Timestamp or ValueKind.Instant
        ),
    ];
    private bool _ended;

    /// <inheritdoc/>
    public override void Fill(RowBatch batch, BatchLimit limit, CancellationToken cancellationToken)
    {
        batch.Clear();
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = ServerCancellation.Register(command.Cancel, cancellationToken);
        try
        {
            while (!limit.IsReached(batch) && !(_ended = !reader.Read()))
                Take(batch);
        }
        catch (MySqlException) when (cancellationToken.IsCancellationRequested)
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
            reader.Dispose();
        // A result that is not read to its end is cancelled, or closing would read all of it.
        if (!reader.IsClosed)
            command.Cancel();
        await reader.DisposeAsync().ConfigureAwait(false);
        await command.DisposeAsync().ConfigureAwait(false);
        return Lease.IsOpen;
    }

    private void Take(RowBatch batch)
    {
        for (var column = 0; column < batch.Columns; column++)
        {
            if (reader.IsDBNull(column))
            {
                batch.AppendNull();
                continue;
            }

            // The driver copies into an array only: straight into the batch's, wherever it has room.
            var room = batch.ReserveArray(Usual);
            var length = (int)reader.GetBytes(column, 0, room.Array, room.Offset, room.Count);
            if (length == room.Count)
            {
                length = (int)reader.GetBytes(column, 0, null, 0, 0);
                room = batch.ReserveArray(length);
                reader.GetBytes(column, 0, room.Array, room.Offset, length);
            }

            batch.EndField(
                _hasFraction[column] ? room.AsSpan(0, length).TrimEnd((byte)'0').TrimEnd((byte)'.').Length : length
            );
        }

        for (var i = 0; i < guarded.Length; i++)
            if (!reader.IsDBNull(batch.Columns + i))
                throw Errors.BadValue(
                    plan.Table.Name.ToString(),
                    plan.Columns[guarded[i]].Name,
                    Key(batch),
                    $"{reader.GetInt64(batch.Columns + i)} bytes",
                    "is more than the source's max_allowed_packet allows; raise it"
                );
    }

    private string Key(RowBatch batch) =>
        RowLabel.Key(batch, batch.Rows - 1, [.. plan.Key.Select(k => (k.Name, plan.Columns.ToList().IndexOf(k)))]);
}
