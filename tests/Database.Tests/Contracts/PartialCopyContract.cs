using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>
/// -Since and -Where: only what was asked for, and nothing that is there already is touched or doubled.
/// </summary>
public abstract class PartialCopyContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private static readonly TestTable Log = TestTable.Counted(
        "log",
        new TestColumn("created_at", CellKind.Instant),
        new TestColumn("note", CellKind.Text, 60)
    );

    /// <summary>Tables whose keys have more than one spelling, or none as text.</summary>
    private static readonly TestTable[] Keyed =
    [
        .. (
            (TestColumn[])
                [
                    new("k", CellKind.Text, 60),
                    new("k", CellKind.Uuid),
                    new("k", CellKind.Moment),
                    new("k", CellKind.Date),
                    new("k", CellKind.Bytes, 20),
                    new("k", CellKind.Bool),
                ]
        ).Select(k => new TestTable(
            "by_" + k.Kind,
            k with
            {
                NotNull = true,
            },
            new TestColumn("created_at", CellKind.Moment),
            new TestColumn("note", CellKind.Text)
        )
        {
            Key = ["k"],
        }),
        new(
            "by_pair",
            new TestColumn("k", CellKind.Number) { NotNull = true },
            new TestColumn("l", CellKind.Text, 30) { NotNull = true },
            new TestColumn("created_at", CellKind.Moment),
            new TestColumn("note", CellKind.Text)
        )
        {
            Key = ["k", "l"],
        },
    ];

    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task Since_a_key_adds_only_new_rows()
    {
        await using var source = await MakeAsync(_from, Log);
        await using var target = await MakeAsync(_into, Log);
        await source.FillAsync(Log, [.. Rows(1, 20)]);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        await target.RunAsync("UPDATE log SET note = 'changed here' WHERE id IN (5, 17);");
        await source.RunAsync("UPDATE log SET note = 'changed there' WHERE id IN (6, 17, 18);");
        await source.FillAsync(Log, [.. Rows(21, 30)]);

        var outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions { Since = new SinceValue("15"), Limit = CopyOptions.LimitFor(4) }
        );
        outcome.AssertAllCopied();
        Assert.Equal((10, 5), (outcome["log"].Rows, outcome["log"].Existing));
        Assert.Equal(30, await target.CountAsync(Log));
        Assert.Equal(
            ["5 changed here", "6 row 6", "17 changed here", "18 row 18", "25 row 25"],
            await NotesAsync(target, "5, 6, 17, 18, 25")
        );

        outcome = await ProductCopy.CopyAsync(source, target, new CopyOptions { Since = new SinceValue(0) });
        Assert.Equal((0, 30), (outcome["log"].Rows, outcome["log"].Existing));
    }

    [Fact]
    public async Task Since_a_moment_adds_only_new_rows_whatever_the_key()
    {
        TestTable[] tables = [Log, .. Keyed];
        await using var source = await MakeAsync(_from, tables);
        await using var target = await MakeAsync(_into, tables);
        await source.FillAsync(Log, [.. Rows(1, 20)]);
        foreach (var table in Keyed)
            await source.FillAsync(
                table,
                [.. Keys(table).Take(2).Select(k => (object?[])[.. k, "2016-01-01 00:00:00", "old"])]
            );
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        foreach (var table in tables)
            await target.RunAsync($"UPDATE {_into.Quote(table)} SET note = 'changed';");
        await source.FillAsync(Log, [.. Rows(21, 30), [31, null, "row 31"]]);
        foreach (var table in Keyed)
            await source.FillAsync(
                table,
                [.. Keys(table).Skip(2).Select(k => (object?[])[.. k, "2016-02-01 00:00:00.5", "new"])]
            );

        var outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions { Since = new SinceValue("2016-01-01T00:00:00Z") }
        );
        outcome.AssertAllCopied();
        Assert.Equal((11, 20), (outcome["log"].Rows, outcome["log"].Existing));
        Assert.Equal(31, await target.CountAsync(Log));
        foreach (var table in Keyed)
        {
            var keys = Keys(table).Count();
            Assert.Equal(
                (table.Name, keys - 2L, 2L),
                (table.Name, outcome[table.Name].Rows, outcome[table.Name].Existing)
            );
            Assert.Equal(
                2,
                await target.NumberAsync($"SELECT COUNT(*) FROM {_into.Quote(table)} WHERE note = 'changed';")
            );
            Assert.Equal(keys, await target.CountAsync(table));
        }

        // From the moment on, that very moment included; a row without one may be new.
        await target.RunAsync("DELETE FROM log WHERE id IN (19, 20, 31);");
        outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions { Since = new SinceValue("2016-01-01T00:20:00Z") },
            "log"
        );
        Assert.Equal(2, outcome["log"].Rows);
        Assert.Equal(["20 row 20", "31 row 31"], await NotesAsync(target, "19, 20, 31"));
    }

    [Fact]
    public async Task Where_copies_only_matching_rows()
    {
        await using var source = await MakeAsync(_from, Log);
        await using var target = await MakeAsync(_into, Log);
        await source.FillAsync(Log, [.. Rows(1, 30)]);
        var outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions { Where = "id = 3 OR note LIKE '% 2_'" }
        );
        outcome.AssertAllCopied();
        Assert.Equal((11, 11), (outcome["log"].Rows, await target.CountAsync(Log)));

        outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions { Where = "id < 3 OR id > 25", Since = new SinceValue("10") }
        );
        Assert.Equal((1, 4), (outcome["log"].Rows, outcome["log"].Existing));
        Assert.Equal(12, await target.CountAsync(Log));
    }

    private static IEnumerable<object?[]> Rows(int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(i => (object?[])[i, $"2016-01-01 00:{i:00}:00", $"row {i}"]);

    private IEnumerable<object?[]> Keys(TestTable table) =>
        table.Columns[0].Kind switch
        {
            CellKind.Text =>
            [
                ["it's"],
                ["back\\slash"],
                ["😀"],
                ["x\ty"],
                ["É"],
                ["\\N"],
                [" lead"],
                ["漢\n字"],
            ],
            CellKind.Uuid =>
            [
                ["0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"],
                ["ffffffff-ffff-ffff-ffff-ffffffffffff"],
                ["00000000-0000-0000-0000-000000000000"],
            ],
            // SQLite compares moments as texts, so a fraction that is spelled otherwise isn't found: the load then
            // fails, it doubles nothing.
            CellKind.Moment when _into is SqliteServer =>
            [
                ["2016-03-01 10:20:31"],
                ["2016-03-01 10:20:30"],
                ["2016-03-01 10:20:30.123456"],
            ],
            CellKind.Moment =>
            [
                ["2016-03-01 10:20:30.5"],
                ["2016-03-01 10:20:30"],
                ["2016-03-01 10:20:30.123456"],
                ["2016-03-01 10:20:30.123"],
            ],
            CellKind.Date =>
            [
                ["2016-02-29"],
                ["2016-03-01"],
                ["1999-12-31"],
            ],
            // No UTF-8: as text they would all look alike.
            CellKind.Bytes =>
            [
                [new byte[] { 0xFF, 0x80 }],
                [new byte[] { 0 }],
                [new byte[] { 0xFE, 0x80 }],
                [new byte[] { 0xC0, 0xC1 }],
                [Array.Empty<byte>()],
            ],
            CellKind.Bool =>
            [
                [true],
                [false],
            ],
            _ =>
            [
                [1, "a"],
                [1, "b'"],
                [2, "a"],
                [-1, "\\"],
            ],
        };

    private static Task<IReadOnlyList<string>> NotesAsync(TestDatabase database, string ids)
    {
        var note = database.Server is MySqlFamilyServer ? "CONCAT(id, ' ', note)" : "id || ' ' || note";
        return database.LinesAsync($"SELECT {note} FROM log WHERE id IN ({ids}) ORDER BY id;");
    }

    private static Task<TestDatabase> MakeAsync(TestServer server, params TestTable[] tables)
    {
        server.Need();
        return server.CreateAsync(tables);
    }
}
