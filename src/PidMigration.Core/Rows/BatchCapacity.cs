namespace PidMigration.Rows;

/// <summary>How far the arrays of a <see cref="RowBatch"/> grow: in few steps, not far beyond what is needed.</summary>
internal static class BatchCapacity
{
    /// <summary>What a default batch holds, and some room for its last row.</summary>
    private const int UsualSize = BatchLimit.UsualBytes + (1 << 16);

    private const int FewEnds = 1 << 14;

    /// <summary>The next length of the array of ends.</summary>
    /// <param name="length">Its length now.</param>
    /// <param name="fields">The fields that are there.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="least">The fields that it has to take.</param>
    public static int NextEnds(int length, int fields, int bytes, int least)
    {
        // Going by what is there already: as many as a usual batch of such fields has, in one step.
        var wanted = length * 4L;
        if (wanted > FewEnds)
            wanted = Math.Clamp(
                (fields + (fields >> 3)) * (long)UsualSize / Math.Max(bytes, 1),
                length * 3L / 2,
                length * 32L
            );
        return (int)Math.Min(Math.Max(least, wanted), Array.MaxLength);
    }

    /// <summary>The next length of the buffer.</summary>
    /// <param name="length">Its length now, in bytes.</param>
    /// <param name="least">The bytes that it has to take.</param>
    /// <exception cref="InvalidOperationException">An array can't be that large.</exception>
    public static int NextBuffer(int length, long least)
    {
        if (least > Array.MaxLength)
            throw new InvalidOperationException("A batch can't hold more than 2 GB.");
        // A usual batch in one step, so that no half-sized arrays are left lying about; beyond it is one large row that
        // wants room: then no more than that, and a little for its other fields.
        var usual = length < UsualSize >> 4 ? length * 2L : UsualSize;
        if (least > usual)
            usual = least + (least >> 3);
        return (int)Math.Min(Math.Max(least, usual), Array.MaxLength);
    }
}
