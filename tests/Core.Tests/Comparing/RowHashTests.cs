using System.Text;
using PidMigration.Comparing;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Comparing;

public class RowHashTests
{
    [Fact]
    public void Only_equal_rows_have_equal_hashes()
    {
        string?[][] rows =
        [
            ["a", "b"],
            ["ab", ""],
            ["", "ab"],
            ["ab", null],
            [null, "ab"],
            [null, null],
            ["", ""],
            ["a", "b"],
        ];
        var batch = new RowBatch(2, 16);
        foreach (var field in rows.SelectMany(r => r))
            if (field is null)
                batch.AppendNull();
            else
                batch.Append(Encoding.UTF8.GetBytes(field));
        var hash = new RowHash();
        var seen = Enumerable
            .Range(0, rows.Length)
            .Select(row =>
            {
                hash.Load(batch, row);
                return (Hash: hash.Hash(), Part: hash.Bucket(7), Whole: hash.Bucket(1));
            })
            .ToList();
        Assert.Equal(seen[0], seen[^1]);
        Assert.Equal(rows.Length - 1, seen.DistinctBy(s => s.Hash).Count());
        Assert.All(seen, s => Assert.InRange(s.Part, 0u, 6u));
        Assert.All(seen, s => Assert.Equal(0u, s.Whole));
    }
}
