using PidDatabase.Data;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>Nothing that was ever issued is issued again: keys, and identifiers above all.</summary>
public abstract class CounterContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private static readonly TestTable Deleted = TestTable.Counted(
        "it's \"deleted\"",
        new TestColumn("note", CellKind.Text, 20)
    );
    private static readonly TestTable Higher = TestTable.Counted("Higher", new TestColumn("note", CellKind.Text, 20));
    private static readonly TestTable Behind = TestTable.Counted("behind", new TestColumn("note", CellKind.Text, 20));
    private static readonly TestTable Emptied = TestTable.Counted("emptied", new TestColumn("note", CellKind.Text, 20));
    private static readonly TestTable Pids = TestTable.Counted(
        "pid_pid",
        new TestColumn("pid", CellKind.Text, 255) { Unique = true }
    );
    private static readonly TestTable Sequences = new(
        "sequences_sequence",
        new("name", CellKind.Text, 100) { NotNull = true },
        new("last", CellKind.Number)
    )
    {
        Key = ["name"],
    };
    private static readonly TestTable[] All = [Deleted, Higher, Behind, Emptied, Pids, Sequences];

    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task No_key_is_issued_twice()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(All);
        await using var target = await _into.CreateAsync(All);
        foreach (var table in (TestTable[])[Deleted, Higher, Behind, Emptied])
            await source.FillAsync(table, [.. Enumerable.Range(1, 40).Select(i => (object?[])[i, $"row {i}"])]);
        await source.RunAsync(
            $"DELETE FROM {_from.Quote(Deleted)} WHERE id > 30; DELETE FROM {_from.Quote(Emptied)};\n"
                + _from.SetIssued(Deleted, "id", 40)
                + _from.SetIssued(Emptied, "id", 40)
                + _from.SetIssued(Higher, "id", 40)
                // As after a restore that forgot the counters; MySQL itself doesn't let it happen.
                + _from.SetIssued(Behind, "id", 3)
        );
        await target.RunAsync(_into.SetIssued(Higher, "id", 5000));
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();

        var raised = (await ProductCopy.RaiseAsync(source, target)).ToDictionary(r => r.Name, r => r.New);
        foreach (var (table, last) in ((TestTable, long)[])[(Deleted, 40), (Higher, 5000), (Behind, 40), (Emptied, 40)])
        {
            Assert.Equal((table.Name, last), (table.Name, await target.NumberAsync(_into.LastIssued(table, "id"))));
            Assert.Equal(last, raised[table.Name + ".id"]);
            await target.RunAsync($"INSERT INTO {_into.Quote(table)} (note) VALUES ('new');");
            Assert.Equal(last + 1, await target.NumberAsync($"SELECT max(id) FROM {_into.Quote(table)};"));
        }

        // A second time there is nothing left to raise, and nothing falls.
        foreach (var again in await ProductCopy.RaiseAsync(source, target))
            Assert.Equal(again.Old, again.New);
        Assert.Equal(5001, await target.NumberAsync(_into.LastIssued(Higher, "id")));
    }

    [Fact]
    public async Task No_identifier_is_issued_twice()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(All);
        await using var target = await _into.CreateAsync(All);
        // The highest key doesn't carry the highest number, and the counter of a careless import stands below both.
        await source.FillAsync(
            Pids,
            [1, Noid.Encode(1000)],
            [2, Noid.Encode(50_000)],
            [3, Noid.Encode(20)],
            [4, "not a NOID"],
            [5, ""]
        );
        await source.FillAsync(Sequences, ["pid_noid", 4000], ["in'voice", 77]);
        (await ProductCopy.CopyAsync(source, target, null, "pid_pid")).AssertAllCopied();

        var raised = await ProductCopy.RaiseAsync(source, target);
        Assert.Equal(50_000, await LastAsync(target, "pid_noid"));
        Assert.Equal(77, await LastAsync(target, "in''voice"));
        Assert.Contains("2 identifiers", Assert.Single(raised, r => r.Kind == "Noid").Remark, StringComparison.Ordinal);

        // Minted in the target meanwhile.
        await target.RunAsync($"INSERT INTO pid_pid (pid) VALUES ('{Noid.Encode(70_000)}');");
        await ProductCopy.RaiseAsync(source, target);
        Assert.Equal(70_000, await LastAsync(target, "pid_noid"));
        await target.RunAsync("UPDATE sequences_sequence SET last = 90000;");
        await ProductCopy.RaiseAsync(source, target);
        Assert.Equal(90_000, await LastAsync(target, "pid_noid"));
        Assert.Equal(90_000, await LastAsync(target, "in''voice"));
    }

    /// <summary>Older installations issue identifiers from a native sequence.</summary>
    [Fact]
    public async Task No_identifier_of_a_native_sequence_is_issued_twice()
    {
        Assert.SkipUnless(typeof(TSource) == typeof(PostgreSqlServer), "Only PostgreSQL had this sequence.");
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(All);
        await using var target = await _into.CreateAsync(All);
        await source.FillAsync(Sequences, ["pid_noid", 4000]);
        await source.RunAsync("CREATE SEQUENCE pid_noid; SELECT setval('pid_noid', 123456);");
        (await ProductCopy.CopyAsync(source, target, null, "pid_pid")).AssertAllCopied();
        await ProductCopy.RaiseAsync(source, target);
        Assert.Equal(123_456, await LastAsync(target, "pid_noid"));
    }

    private static Task<long> LastAsync(TestDatabase database, string name) =>
        database.NumberAsync($"SELECT last FROM sequences_sequence WHERE name = '{name}';");
}
