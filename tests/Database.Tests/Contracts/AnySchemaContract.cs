using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;
using PidMigration.Verifying;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>Schemas and values of any sort, from one engine to another (or the same).</summary>
public abstract class AnySchemaContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task Rows_with_hostile_names_and_any_kind_of_key_arrive()
    {
        await using var source = await MakeAsync(_from, HostileSchema.All);
        await using var target = await MakeAsync(_into, HostileSchema.All);
        await HostileSchema.FillAsync(source);
        await target.FillAsync(HostileSchema.Empty, [1, "old"], [2, "older"]);
        await target.RunAsync(_into.SetIssued(HostileSchema.Empty, "id", 2));
        await target.FillAsync(HostileSchema.TextKey, ["old", "x"]);

        var outcome = await ProductCopy.CopyAsync(source, target);
        outcome.AssertAllCopied();
        Assert.Equal(HostileSchema.All.Count, outcome.Results.Count);
        Dump.AssertEqual(await source.DumpAsync(HostileSchema.All), await target.DumpAsync(HostileSchema.All));

        await ProductCopy.RaiseAsync(source, target);
        var counted = HostileSchema.Names;
        await target.RunAsync($"INSERT INTO {_into.Quote(counted)} ({_into.Quote("select")}) VALUES ('new');");
        Assert.Equal(5_000_000_001, await target.NumberAsync($"SELECT max(id) FROM {_into.Quote(counted)};"));
        // A counter that was cleared must not begin anew.
        await target.RunAsync($"INSERT INTO {_into.Quote(HostileSchema.Empty)} (a) VALUES ('new');");
        Assert.True(
            await target.NumberAsync($"SELECT max(id) FROM {_into.Quote(HostileSchema.Empty)};") > 2,
            "A key of a cleared table was issued again."
        );
    }

    [Fact]
    public async Task Every_value_arrives()
    {
        var (table, rows) = HostileSchema.Values(_from, _into);
        await using var source = await MakeAsync(_from, [table]);
        await using var target = await MakeAsync(_into, [table]);
        await source.FillAsync(table, rows);
        var expected = await source.DumpAsync(table);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Dump.AssertEqual(expected, await target.DumpAsync(table));

        (
            await ProductCopy.CopyAsync(source, target, new CopyOptions { Limit = CopyOptions.LimitFor(7) })
        ).AssertAllCopied();
        Dump.AssertEqual(expected, await target.DumpAsync(table));
    }

    [Fact]
    public async Task Tables_with_hostile_names_can_be_cleared_counted_checked_and_rejected()
    {
        var (injection, patterns) = (HostileSchema.Injection, HostileSchema.Patterns);
        await using var source = await MakeAsync(_from, HostileSchema.All);
        await using var target = await MakeAsync(
            _into,
            [
                .. HostileSchema.All.Select(t =>
                    t == injection ? t.With("'); drop table y; --", c => c with { NotNull = true })
                    : t == patterns ? t.With("{0:N0}{{", c => c with { Length = 2 })
                    : t
                ),
            ]
        );
        await HostileSchema.FillAsync(source);
        await source.RunAsync(
            _from.Insert(
                injection,
                [
                    [11, null, 1, "no"],
                ]
            )
        );
        var session = ProductCopy.Between(source, target);
        var token = TestContext.Current.CancellationToken;

        // What doesn't fit is named before, in one line.
        var codes = new Dictionary<string, PidFinding>();
        await foreach (var finding in session.CompareSchemaAsync([], new CopyOptions(), token))
            if (finding.Severity == FindingSeverity.Error)
                codes.Add(finding.Model, finding);
        Assert.Contains("'); drop table y; --", codes[injection.Name].Message, StringComparison.Ordinal);
        if (_into is not SqliteServer)
            Assert.Contains("{0:N0}{{", codes[patterns.Name].Message, StringComparison.Ordinal);
        Assert.All(codes.Values, f => Assert.DoesNotContain('\n', f.Message));

        var file = Path.Combine(Path.GetTempPath(), TestServer.NewName() + ".jsonl");
        try
        {
            using (var rejects = new RejectsFile(file))
            {
                var outcome = await ProductCopy.CopyAsync(
                    source,
                    target,
                    new CopyOptions
                    {
                        SkipPreflight = true,
                        Rejects = rejects,
                        Limit = CopyOptions.LimitFor(2),
                    }
                );
                Assert.Equal(
                    (CopyStatus.Partial, 3, 1),
                    (
                        outcome[injection.Name].Status,
                        (int)outcome[injection.Name].Rows,
                        (int)outcome[injection.Name].Rejected
                    )
                );
                Assert.Equal(
                    (CopyStatus.Partial, 3, 1),
                    (
                        outcome[patterns.Name].Status,
                        (int)outcome[patterns.Name].Rows,
                        (int)outcome[patterns.Name].Rejected
                    )
                );
            }

            var lines = (await File.ReadAllLinesAsync(file, token))
                .Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!)
                .ToDictionary(l => (string)l["model"]!);
            Assert.Equal(
                ("11", null, "no"),
                (
                    (string?)lines[injection.Name]["key"]!["id"],
                    (string?)lines[injection.Name]["values"]!["'); drop table y; --"],
                    (string?)lines[injection.Name]["values"]!["漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢"]
                )
            );
            Assert.Equal(
                ("%s", "{0}"),
                (
                    (string?)lines[patterns.Name]["key"]!["a\"b.c`d\\"],
                    (string?)lines[patterns.Name]["values"]!["{0:N0}{{"]
                )
            );
        }
        finally
        {
            File.Delete(file);
        }

        var counts = new List<Verifying.PidCount>();
        await foreach (var count in session.CountAsync([], token))
            counts.Add(count);
        Assert.Equal(
            [(patterns.Name, -1L), (injection.Name, -1L)],
            counts.Where(c => c.Difference != 0).Select(c => (c.Model, c.Difference)).Order()
        );
        await using (var clear = await session.PrepareClearAsync([], token))
            await clear.RunAsync(clear.Plans, false, AllowedChanges.None, token);
        foreach (var table in HostileSchema.All)
            Assert.Equal(0, await target.CountAsync(table));
    }

    /// <summary>MySQL's names have 64 characters, PostgreSQL's 63 bytes.</summary>
    [Fact]
    public async Task Tables_with_names_of_the_greatest_length_arrive()
    {
        var bytes = _from is PostgreSqlServer || _into is PostgreSqlServer;
        var name = bytes ? new string('é', 31) + "e" : new string('é', 64);
        var number = new string('n', bytes ? 63 : 64);
        var table = TestTable.Counted(
            name,
            new TestColumn(new string('漢', bytes ? 21 : 64), CellKind.Text),
            new TestColumn(number, CellKind.Number) { Unique = true }
        );
        await using var source = await MakeAsync(_from, [table]);
        await using var target = await MakeAsync(_into, [table]);
        await source.FillAsync(table, [1, "a", 1], [2, null, 2]);
        await target.FillAsync(table, [7, "old", 1]);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Dump.AssertEqual(await source.DumpAsync(table), await target.DumpAsync(table));
        await target.RunAsync($"UPDATE {_into.Quote(table)} SET {_into.Quote(number)} = 9 WHERE id = 1;");
        Assert.Single(await ProductCompare.FindAsync(source, target));
        await ProductCompare.SyncAsync(source, target);
        await ProductCopy.RaiseAsync(source, target);
        Dump.AssertEqual(await source.DumpAsync(table), await target.DumpAsync(table));
    }

    private static Task<TestDatabase> MakeAsync(TestServer server, IReadOnlyList<TestTable> tables)
    {
        server.Need();
        return server.CreateAsync([.. tables]);
    }
}
