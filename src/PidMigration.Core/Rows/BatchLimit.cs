namespace PidMigration.Rows;

/// <summary>
/// When a batch is full: at so many rows, or as soon as it holds so many bytes, whichever comes first.
/// </summary>
/// <param name="Rows">The most rows of one transaction.</param>
/// <param name="Bytes">
/// The bytes after which no further row is added, so that memory stays flat whatever the rows hold.
/// </param>
public readonly record struct BatchLimit(int Rows, int Bytes)
{
    internal const int UsualBytes = 3 << 19;

    /// <summary>What is used when the user names no size: as many rows as fit into 1.5 MB, at most 100,000.</summary>
    public static BatchLimit Default { get; } = new(100_000, UsualBytes);

    /// <summary>All rows that a buffer can hold, for models that go in one transaction.</summary>
    public static BatchLimit All { get; } = new(int.MaxValue, int.MaxValue >> 1);

    /// <summary>Whether a batch has reached it.</summary>
    public bool IsReached(RowBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Rows >= Rows || batch.Length >= Bytes;
    }
}
