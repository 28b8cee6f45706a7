using PidMigration.Rows;

namespace PidMigration.Databases.MySql;

/// <summary>
/// A batch as the stream that LOAD DATA LOCAL reads: written while it is read, never held as a whole.
/// </summary>
internal sealed class LoadDataStream(DelimitedTextEncoder text) : Stream
{
    /// <summary>
    /// What is read at once goes as one packet, which the driver copies: it and its head shall fit into an array of the
    /// pool's that stays small.
    /// </summary>
    private const int Most = (1 << 17) - 16;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => text.Write(buffer.Length > Most ? buffer[..Most] : buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<int>(cancellationToken)
            : Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
