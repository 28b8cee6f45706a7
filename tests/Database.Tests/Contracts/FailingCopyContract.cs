using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>What happens when a copy can't be made whole: nothing half, nothing silent.</summary>
public abstract class FailingCopyContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private static readonly TestTable TooLong = TestTable.Counted(
        "too_long",
        new TestColumn("value", CellKind.Text, 50)
    );
    private static readonly TestTable Missing = TestTable.Counted(
        "missing",
        new TestColumn("value", CellKind.Text, 50)
    );
    private static readonly TestTable Twice = TestTable.Counted("twice", new TestColumn("value", CellKind.Text, 50));
    private static readonly TestTable TooBig = TestTable.Counted("too_big", new TestColumn("value", CellKind.Number));
    private static readonly TestTable Child = TestTable.Counted(
        "child",
        new TestColumn("parent_id", CellKind.Number)
    ) with
    {
        ForeignKeys = [new(["parent_id"], "too_long", ["id"])],
    };
    private static readonly TestTable Grandchild = TestTable.Counted(
        "grandchild",
        new TestColumn("child_id", CellKind.Number)
    ) with
    {
        ForeignKeys = [new(["child_id"], "child", ["id"])],
    };
    private static readonly TestTable Other = TestTable.Counted("other", new TestColumn("value", CellKind.Text));
    private static readonly TestTable[] All = [TooLong, Missing, Twice, TooBig, Child, Grandchild, Other];

    private readonly TSource _from = new();
    private readonly TTarget _into = new();

    [Fact]
    public async Task A_refused_row_fails_its_model_and_the_models_that_need_it()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(All);
        await using var target = await _into.CreateAsync(
            TooLong.With("value", c => c with { Length = 8 }),
            Missing.With("value", c => c with { NotNull = true }),
            Twice.With("value", c => c with { Unique = true }),
            TooBig.With("value", c => c with { Kind = CellKind.Small }),
            Child,
            Grandchild,
            Other
        );
        await source.FillAsync(TooLong, Rows(i => i == 27 ? "far too long" : $"row {i}"));
        await source.FillAsync(Missing, Rows(i => i == 27 ? null : $"row {i}"));
        await source.FillAsync(Twice, Rows(i => i == 27 ? "row 3" : $"row {i}"));
        await source.FillAsync(TooBig, Rows(i => i == 27 ? 40_000 : i));
        await source.FillAsync(Child, [1, 1], [2, 35]);
        await source.FillAsync(Grandchild, [1, 2]);
        await source.FillAsync(Other, Rows(i => $"row {i}"));

        var outcome = await ProductCopy.CopyAsync(
            source,
            target,
            new CopyOptions { Limit = CopyOptions.LimitFor(10), SkipPreflight = true }
        );
        foreach (var table in (TestTable[])[TooLong, Missing, Twice, TooBig])
        {
            var result = outcome[table.Name];
            Assert.Equal(
                (table.Name, CopyStatus.Failed, 20, 2),
                (table.Name, result.Status, (int)result.Rows, result.Batches)
            );
            // The product's own guard, or the server.
            Assert.Contains(outcome.Errors[table.Name].Code, (string[])["PID1601", "PID1607"]);
            Assert.Equal(result.Reason, outcome.Errors[table.Name].Message);
            Assert.StartsWith(table.Name + ": ", result.Reason, StringComparison.Ordinal);
            Assert.Contains("id 27", result.Reason, StringComparison.Ordinal);
            if (table != Twice)
                Assert.Contains("value", result.Reason, StringComparison.Ordinal);
            Assert.Equal(20, await target.NumberAsync($"SELECT max(id) FROM {table.Name};"));
            Assert.Equal(20, await target.CountAsync(table));
        }

        Assert.Equal(CopyStatus.Skipped, outcome["child"].Status);
        Assert.Contains("too_long, which failed", outcome["child"].Reason, StringComparison.Ordinal);
        Assert.Equal(CopyStatus.Skipped, outcome["grandchild"].Status);
        Assert.Contains("child, which was skipped", outcome["grandchild"].Reason, StringComparison.Ordinal);
        Assert.Equal(0, await target.CountAsync(Child));
        Assert.Equal((CopyStatus.Copied, 35), (outcome["other"].Status, outcome["other"].Rows));
        Assert.Equal(35, await target.CountAsync(Other));
    }

    [Fact]
    public async Task Values_that_do_not_fit_are_found_before_anything_is_cleared()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(All);
        await using var target = await _into.CreateAsync(
            TooLong.With("value", c => c with { Length = 8 }),
            Missing.With("value", c => c with { NotNull = true }),
            Twice.With("value", c => c with { Unique = true }),
            TooBig.With("value", c => c with { Kind = CellKind.Small }),
            Child,
            Grandchild,
            Other
        );
        await source.FillAsync(TooLong, Rows(i => i == 27 ? "far too long" : $"row {i}"));
        await source.FillAsync(Missing, Rows(i => i == 27 ? null : $"row {i}"));
        await source.FillAsync(Twice, Rows(i => i == 27 ? "row 3" : $"row {i}"));
        await source.FillAsync(TooBig, Rows(i => i == 27 ? 40_000 : i));
        await target.FillAsync(Other, [1, "old"]);
        // SQLite declares no lengths and ranges that it would keep.
        foreach (var table in _into is SqliteServer ? (TestTable[])[Missing, Twice] : [TooLong, Missing, Twice, TooBig])
        {
            var error = await Assert.ThrowsAsync<MigrationException>(async () =>
                await ProductCopy.CopyAsync(source, target, null, table.Name, "other")
            );
            Assert.StartsWith("PID20", error.Code, StringComparison.Ordinal);
            Assert.StartsWith(table.Name + ": ", error.Message, StringComparison.Ordinal);
            Assert.Contains(table == Twice ? "row 3" : "id 27", error.Message, StringComparison.Ordinal);
            Assert.Equal((0, 1), (await target.CountAsync(table), await target.CountAsync(Other)));
        }
    }

    [Fact]
    public async Task Rows_without_their_parent_are_reported()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(TooLong, Child);
        await using var target = await _into.CreateAsync(TooLong, Child);
        await source.FillAsync(TooLong, Rows(i => $"row {i}"));
        await source.FillAsync(Child, [1, 1], [2, 22], [3, 22], [4, null], [5, 35]);
        await source.RunAsync(_from.WithoutForeignKeys("DELETE FROM too_long WHERE id = 22;"));

        var outcome = await ProductCopy.CopyAsync(source, target);
        Assert.Equal(CopyStatus.Copied, outcome["too_long"].Status);
        Assert.Equal((CopyStatus.Failed, "PID1603"), (outcome["child"].Status, outcome.Errors["child"].Code));
        Assert.Contains(
            "2 rows of child refer by parent_id to rows missing in too_long (22)",
            outcome["child"].Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(5, await target.CountAsync(Child));
    }

    [Fact]
    public async Task A_stopped_copy_reports_what_is_committed_and_can_be_repeated()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(TooLong, Child);
        await using var target = await _into.CreateAsync(TooLong, Child);
        await source.FillAsync(TooLong, Rows(i => $"row {i}", 5000));
        await source.FillAsync(Child, [1, 1]);

        var outcome = await ProductCopy.CopyAsync(
            ProductCopy.Between(source, target),
            new CopyOptions { Limit = CopyOptions.LimitFor(2) },
            [],
            (e, stop) =>
            {
                if (e is CopyEvent.Committed)
                    stop.Cancel();
            }
        );
        var stopped = Assert.Single(outcome.Results.Values);
        Assert.Equal(
            ("too_long", CopyStatus.Stopped, "PID1608"),
            (stopped.Model, stopped.Status, outcome.Errors["too_long"].Code)
        );
        Assert.InRange(stopped.Rows, 2, 4998);
        Assert.Equal(stopped.Rows, 2L * stopped.Batches);
        Assert.Equal(stopped.Rows, await target.CountAsync(TooLong));
        Assert.Equal(stopped.Rows, await target.NumberAsync("SELECT max(id) FROM too_long;"));

        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        Dump.AssertEqual(await source.DumpAsync(TooLong, Child), await target.DumpAsync(TooLong, Child));
    }

    private static object?[][] Rows(Func<int, object?> value, int count = 35) =>
        [.. Enumerable.Range(1, count).Select(i => (object?[])[i, value(i)])];
}
