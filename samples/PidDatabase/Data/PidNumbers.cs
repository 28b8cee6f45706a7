namespace PidDatabase.Data;

/// <summary>The primary keys of the pids and the numbers minted for them.</summary>
internal sealed class PidNumbers
{
    /// <summary>Primary keys, ascending, with gaps where rows were deleted.</summary>
    public int[] Ids { get; }

    /// <summary>The number behind each pid's NOID.</summary>
    public int[] Numbers { get; }

    /// <summary>
    /// The <c>last</c> of the sequence: beyond every number in use, because the last ones went to rows since deleted.
    /// </summary>
    public int LastNumber { get; }

    /// <summary>The primary key counter: beyond every key in use, for the same reason.</summary>
    public int LastId { get; }

    public PidNumbers(long seed, int count)
    {
        Ids = new int[count];
        Numbers = new int[count];
        var random = new RowRandom(seed, 100, 0);
        var id = 0;
        var number = 0;
        for (var row = 0; row < count; row++)
        {
            id += random.OneIn(250) ? 2 + random.Below(4) : 1;
            number += random.OneIn(120) ? 2 + random.Below(3) : 1;
            // A range that was reserved for an import and never used; at full scale it takes the numbers to a fifth
            // digit.
            if (row == count / 3)
                number += 160_000;
            Ids[row] = id;
            Numbers[row] = number;
        }
        LastId = id + 11;
        LastNumber = number + 37;

        // The last tenth was minted in two blocks at once, the later block's rows first: the highest key doesn't carry
        // the highest number.
        var tail = Numbers.AsSpan(count - count / 10);
        tail[..(tail.Length / 2)].Reverse();
        tail[(tail.Length / 2)..].Reverse();
        tail.Reverse();
    }
}
