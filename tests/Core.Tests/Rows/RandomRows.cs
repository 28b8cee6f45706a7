using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

/// <summary>Rows of random values that are rich in what has to be escaped.</summary>
internal static class RandomRows
{
    private static readonly byte[] Often = "\0\t\n\r\\Nx.bfv'\"é"u8.ToArray();

    public static byte[]?[][] Make(Random random, int columns) =>
        [
            .. Enumerable
                .Range(0, random.Next(12))
                .Select(_ => Enumerable.Range(0, columns).Select(_ => Value(random)).ToArray()),
        ];

    /// <summary>Many rows, in few of which anything has to be escaped: none, one in ten, or one in a hundred.</summary>
    public static byte[]?[][] MakePlain(Random random, int columns)
    {
        var rare = random.Next(3) switch
        {
            0 => 0,
            1 => 10,
            _ => 100,
        };
        return
        [
            .. Enumerable
                .Range(0, random.Next(400))
                .Select(_ =>
                    Enumerable
                        .Range(0, columns)
                        .Select(_ =>
                            rare > 0 && random.Next(rare) == 0 ? Value(random)
                            : random.Next(8) == 0 ? null
                            : Enumerable
                                .Range(0, random.Next(random.Next(20) == 0 ? 100 : 12))
                                .Select(_ => (byte)random.Next(32, 92))
                                .ToArray()
                        )
                        .ToArray()
                ),
        ];
    }

    public static RowBatch Fill(byte[]?[][] rows, int columns)
    {
        // So small that it has to grow.
        var batch = new RowBatch(columns, 1);
        foreach (var row in rows)
        foreach (var value in row)
            if (value is null)
                batch.AppendNull();
            else
                batch.Append(value);
        return batch;
    }

    public static byte[]?[][] Read(RowBatch batch) =>
        [
            .. Enumerable
                .Range(0, batch.Rows)
                .Select(r =>
                    Enumerable
                        .Range(0, batch.Columns)
                        .Select(c => batch.IsNull(r, c) ? null : batch.Field(r, c).ToArray())
                        .ToArray()
                ),
        ];

    private static byte[]? Value(Random random)
    {
        if (random.Next(5) == 0)
            return null;
        var value = new byte[random.Next(3) == 0 ? random.Next(60) : random.Next(4)];
        for (var i = 0; i < value.Length; i++)
            value[i] = random.Next(2) == 0 ? Often[random.Next(Often.Length)] : (byte)random.Next(256);
        return value;
    }
}
