using System.Globalization;
using System.Text;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>
/// Unique keys of PostgreSQL under the collations of another server: which keys it takes for one, named before anything
/// is changed.
/// </summary>
public abstract class CollationContract<TInto>
    where TInto : TestServer, new()
{
    private readonly PostgreSqlServer _from = new();
    private readonly TInto _into = new();

    /// <summary>The collations, and the pairs of keys that each takes for one.</summary>
    protected abstract IReadOnlyDictionary<string, IReadOnlyList<string>> Collisions { get; }

    private static readonly (string Name, string Left, string Right)[] Pairs =
    [
        ("case", "a", "A"),
        ("accent", "e", "é"),
        ("space", "x", "x "),
        ("ss", "ss", "ß"),
        ("s", "s", "ß"),
        ("composed", "é", "e\u0301"),
        ("plain", "a", "b"),
        ("kana", "は", "ハ"),
        ("width", "1", "１"),
        ("emoji", "😀", "🍣"),
        ("tab", "x", "x\t"),
    ];

    [Fact]
    public async Task Keys_that_collide_in_the_target_are_named_and_nothing_is_changed()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync();
        await using var target = await _into.CreateAsync();
        // Every pair as part of a unique key, some as a primary key.
        var cases = Collisions
            .SelectMany(c =>
                Pairs.SelectMany(p =>
                    (p.Name is "case" or "space" ? ["u", "p"] : (string[])["u"]).Select(k =>
                        (k, c.Key, p.Name, c.Value.Contains(p.Name))
                    )
                )
            )
            .ToList();
        var (there, here) = (new StringBuilder(), new StringBuilder());
        for (var n = 0; n < cases.Count; n++)
        {
            var (key, collation, name, _) = cases[n];
            var (_, left, right) = Pairs.First(p => p.Name == name);
            there.AppendLine(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE c{n} (id int {(key == "u" ? "PRIMARY KEY" : "")}, g int, k varchar(20) "
                    + $"{(key == "p" ? "PRIMARY KEY" : "NOT NULL, UNIQUE (g, k)")}); INSERT INTO c{n} VALUES "
                    + $"(1, 7, '{left}'), (2, 7, '{right}'), (3, 8, 'zz');"
            );
            if (key == "u")
                there.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"INSERT INTO c{n} VALUES (4, 9, '{right}'), (5, NULL, 'q'), (6, NULL, 'Q');"
                );
            here.AppendLine(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE c{n} (id int {(key == "u" ? "PRIMARY KEY" : "")}, g int, k varchar(20) "
                    + $"COLLATE {collation} {(key == "p" ? "PRIMARY KEY" : "NOT NULL, UNIQUE (g, k)")}); "
                    + $"INSERT INTO c{n} VALUES (99, 99, 'before');"
            );
        }

        await source.RunAsync(there.ToString());
        await target.RunAsync(here.ToString());
        var session = ProductCopy.Between(source, target);
        var token = TestContext.Current.CancellationToken;
        var found = new Dictionary<string, PidFinding>();
        await foreach (var finding in session.CompareSchemaAsync([], new CopyOptions(), token))
            if (finding.Severity == FindingSeverity.Error)
                found.Add(finding.Model, finding);

        var wrong = cases
            .Select((c, n) => (c, n))
            .Where(c => c.c.Item4 != found.ContainsKey($"c{c.n}"))
            .Select(c => $"{c.c.Item2} {c.c.Item3} ({c.c.Item1}): expected {c.c.Item4}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        foreach (var (model, finding) in found)
        {
            var (_, left, right) = Pairs.First(p =>
                p.Name == cases[int.Parse(model[1..], CultureInfo.InvariantCulture)].Item3
            );
            Assert.Equal("PID2016", finding.Code);
            var both = Assert.Single(finding.Keys).Normalize(NormalizationForm.FormD);
            Assert.Contains(left.Normalize(NormalizationForm.FormD), both, StringComparison.Ordinal);
            Assert.Contains(right.Trim().Normalize(NormalizationForm.FormD), both, StringComparison.Ordinal);
        }

        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            session.PrepareCopyAsync([.. found.Keys], new CopyOptions(), token)
        );
        Assert.Equal("PID2016", refused.Code);
        foreach (
            var line in await target.LinesAsync(
                string.Concat(cases.Select((_, n) => $"SELECT COUNT(*), MIN(k) FROM c{n};\n"))
            )
        )
            Assert.Equal("1\tbefore", line);
        await AssertCopiedAsync(session, target, cases.Count, found);
    }

    /// <summary>The others arrive; those that collide are refused by the load, too.</summary>
    private static async Task AssertCopiedAsync(
        MigrationSession session,
        TestDatabase target,
        int count,
        Dictionary<string, PidFinding> found
    )
    {
        var outcome = await ProductCopy.CopyAsync(
            session,
            new CopyOptions(),
            [.. Enumerable.Range(0, count).Select(n => $"c{n}").Where(n => !found.ContainsKey(n))],
            null
        );
        outcome.AssertAllCopied();
        var forced = await ProductCopy.CopyAsync(
            session,
            new CopyOptions { SkipPreflight = true },
            [.. found.Keys],
            null
        );
        Assert.All(forced.Results.Values, r => Assert.Equal(CopyStatus.Failed, r.Status));
        var rows = await target.LinesAsync(
            string.Concat(Enumerable.Range(0, count).Select(n => $"SELECT {n}, COUNT(*) FROM c{n};\n"))
        );
        foreach (var row in rows.Select(r => r.Split('\t')))
            Assert.Equal(found.ContainsKey($"c{row[0]}") ? 0 : -1, row[1] == "0" ? 0 : -1);
    }
}
