namespace PidMigration.Copying.Loading;

/// <summary>How far a load has come in this process; immutable, so that it can be read while it is replaced.</summary>
/// <param name="Rows">The rows that were committed.</param>
/// <param name="Existing">The rows that were left out because the target has their keys.</param>
/// <param name="Rejected">The rows that were refused and are in the rejects file.</param>
/// <param name="Batches">The batches that were committed.</param>
internal sealed record LoadProgress(long Rows, long Existing, long Rejected, int Batches)
{
    public static LoadProgress None { get; } = new(0, 0, 0, 0);

    /// <summary>All rows that were read and dealt with.</summary>
    public long Read => Rows + Existing + Rejected;

    public static LoadProgress operator +(LoadProgress left, LoadProgress right) =>
        new(
            left.Rows + right.Rows,
            left.Existing + right.Existing,
            left.Rejected + right.Rejected,
            left.Batches + right.Batches
        );
}
