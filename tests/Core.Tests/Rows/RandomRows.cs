using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

/// <summary>Rows of random values that are rich in what has to be escaped.</summary>
internal static class RandomRows
{
    private static readonly byte[] Often = "\0\t\n\r\\Nx.bfv'\"é"u8.ToArray();

    public static byte[]?[][] Make(Random random, int columns) =>
        [.. Enumerable.Range(0, random.Next(12)).Select(_ => Enumerable.Range(0, columns).Select(_ => Value(random)).ToArray())];

    public static RowBatch Fill(byte[]?[][] rows, int columns)
    {
        // So small that it has to grow.
        var batch = new RowBatch(columns, 1);
        foreach (var row in rows)
            foreach (var value in row)
                if (value is null) batch.AppendNull();
                else batch.Append(value);
        return batch;
    }

    public static byte[]?[][] Read(RowBatch batch) =>
        [.. Enumerable.Range(0, batch.Rows).Select(r => Enumerable.Range(0, batch.Columns).Select(c => batch.IsNull(r, c) ? null : batch.Field(r, c).ToArray()).ToArray())];

    private static byte[]? Value(Random random)
    {
        if (random.Next(5) == 0) return null;
        var value = new byte[random.Next(3) == 0 ? random.Next(60) : random.Next(4)];
        for (var i = 0; i < value.Length; i++) value[i] = random.Next(2) == 0 ? Often[random.Next(Often.Length)] : (byte)random.Next(256);
        return value;
    }
}
