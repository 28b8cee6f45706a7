using System.Text;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Rows;

public class RowBatchComparisonTests
{
    [Fact]
    public void CountEqualRows_agrees_with_a_comparison_field_by_field()
    {
        string?[] values = [null, "", "a", "b", "ab", "longer text"];
        RandomRounds.Run(
            3000,
            random =>
            {
                var rows = Enumerable
                    .Range(0, random.Next(1, 12))
                    .Select(_ => Enumerable.Range(0, 3).Select(_ => values[random.Next(values.Length)]).ToArray())
                    .ToList();
                var others = rows.Select(r => (string?[])r.Clone()).ToList();
                for (var i = random.Next(3); i > 0; i--)
                    others[random.Next(others.Count)][random.Next(3)] = values[random.Next(values.Length)];
                if (random.Next(2) == 0)
                    others.Insert(0, ["x", null, "yy"]);
                var from = random.Next(2) == 0 ? 0 : others.Count - rows.Count;
                RowBatch a = Batch(rows),
                    b = Batch(others);
                for (var row = 0; row < rows.Count && row + from < others.Count; row++)
                {
                    var expected = 0;
                    while (
                        row + expected < rows.Count
                        && row + from + expected < others.Count
                        && rows[row + expected].SequenceEqual(others[row + from + expected])
                    )
                        expected++;
                    Assert.Equal(expected, a.CountEqualRows(row, b, row + from));
                }
            }
        );
    }

    private static RowBatch Batch(List<string?[]> rows)
    {
        var batch = new RowBatch(3, 16);
        foreach (var field in rows.SelectMany(r => r))
            if (field is null)
                batch.AppendNull();
            else
                batch.Append(Encoding.UTF8.GetBytes(field));
        return batch;
    }
}
