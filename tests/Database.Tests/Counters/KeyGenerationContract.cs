using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>
/// Whichever way the source makes its keys, and whichever way the target does: the keys of rows that were deleted at
/// the end are never issued again. A table for each pair of ways.
/// </summary>
public abstract class KeyGenerationContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task The_sources_counter_is_kept_however_each_side_makes_its_keys()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync();
        await using var target = await _into.CreateAsync();
        var pairs = KeyGeneration
            .Of(_from)
            .SelectMany(f => KeyGeneration.Of(_into).Select(i => (From: f, Into: i, Table: $"{f.Name}_to_{i.Name}")))
            .ToList();
        await source.RunAsync(string.Join("\n", pairs.Select(p => p.From.Define(p.Table))));
        await target.RunAsync(string.Join("\n", pairs.Select(p => p.Into.Define(p.Table))));
        // Every key is issued by the server itself.
        await source.RunAsync(
            string.Join(
                "\n",
                pairs.Select(p =>
                    string.Concat(Enumerable.Repeat($"INSERT INTO {p.Table} (note) VALUES ('old');\n", 40))
                    + $"DELETE FROM {p.Table} WHERE id > 30;"
                )
            )
        );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();

        var raised = await ProductCopy.RaiseAsync(source, target);
        Assert.Equal(pairs.Count, raised.Count);
        Assert.All(
            raised,
            r => Assert.True(r.New >= 40 && r.New >= r.Old && r.Source >= 40 && r.Held == 30, $"{r.Name}: {r}")
        );
        var next = await target.LinesAsync(
            string.Join(
                "\n",
                pairs.Select(p => $"INSERT INTO {p.Table} (note) VALUES ('new'); SELECT max(id) FROM {p.Table};")
            )
        );
        foreach (var (pair, key) in pairs.Zip(next))
            if (pair.From.Skips || pair.Into.Skips)
                Assert.True(
                    int.Parse(key, System.Globalization.CultureInfo.InvariantCulture) > 40,
                    $"{pair.Table}: {key}"
                );
            else
                Assert.Equal((pair.Table, "41"), (pair.Table, key));

        // A second time nothing moves.
        foreach (var again in await ProductCopy.RaiseAsync(source, target))
            Assert.Equal((again.Name, again.Old), (again.Name, again.New));
    }
}
