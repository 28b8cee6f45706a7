using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Interruptions;

/// <summary>
/// A source and a target with a long table, one that refers to it and one that doesn't; and a copy in whose middle
/// something happens.
/// </summary>
internal sealed class InterruptionFixture(TestDatabase source, TestDatabase target) : IAsyncDisposable
{
    public const int Rows = 4000;

    public static readonly TestTable Long = TestTable.Counted("a_long", new TestColumn("note", CellKind.Text, 200));

    public static readonly TestTable Child = TestTable.Counted(
        "b_child",
        new TestColumn("long_id", CellKind.Number)
    ) with
    {
        ForeignKeys = [new(["long_id"], "a_long", ["id"])],
    };

    public static readonly TestTable Other = TestTable.Counted("c_other", new TestColumn("note", CellKind.Text, 50));

    public static readonly TestTable[] Tables = [Long, Child, Other];

    /// <summary>
    /// Small enough for the copy to be under way still when a client has been started and has got its lock.
    /// </summary>
    private readonly int _batch = target.Server is SqliteServer ? 1 : 20;

    public TestDatabase Source { get; } = source;

    public TestDatabase Target { get; } = target;

    public static async Task<InterruptionFixture> MakeAsync(TestServer server)
    {
        server.Need();
        var fixture = new InterruptionFixture(await server.CreateAsync(Tables), await server.CreateAsync(Tables));
        await fixture.Source.FillAsync(
            Long,
            [.. Enumerable.Range(1, Rows).Select(i => (object?[])[i, new string('x', 150) + i])]
        );
        await fixture.Source.FillAsync(Child, [1, 1], [2, Rows]);
        await fixture.Source.FillAsync(Other, [1, "a"], [2, "b"]);
        return fixture;
    }

    public MigrationSession Session(string? target = null) =>
        new(Source.Address, target is null ? Target.Address : Databases.AddressParser.Parse(target));

    /// <summary>Copies; once some batches of the long table are committed, something happens.</summary>
    public async Task<CopyOutcome> CopyAsync(
        Func<Task> happens,
        MigrationSession? session = null,
        CopyOptions? options = null
    )
    {
        var done = false;
        return await ProductCopy.CopyAsync(
            session ?? Session(),
            (options ?? new CopyOptions()) with
            {
                Limit = CopyOptions.LimitFor(_batch),
                ThrottleLimit = 1,
                RetryDelay = TimeSpan.FromMilliseconds(50),
            },
            [],
            (e, _) =>
            {
                if (done || e is not CopyEvent.Committed { Plan.Model.Name: "a_long" })
                    return;
                done = true;
                // The events are told while the work goes on.
                Task.Run(happens).GetAwaiter().GetResult();
            }
        );
    }

    /// <summary>
    /// The long table failed with that code in one line, what refers to it was skipped for it, the other one copied,
    /// and batches are whole.
    /// </summary>
    public async Task<MigrationException> AssertFailedAsync(
        CopyOutcome outcome,
        string code,
        string says,
        bool countable = true
    )
    {
        Assert.True(
            outcome.Errors.TryGetValue("a_long", out var error),
            $"{code} was expected: {outcome["a_long"].Status}"
        );
        if (error.Code != code)
            Assert.Fail($"{code} was expected, not {error}");
        Assert.Contains(says, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(
            (CopyStatus.Failed, CopyStatus.Skipped, CopyStatus.Copied),
            (outcome["a_long"].Status, outcome["b_child"].Status, outcome["c_other"].Status)
        );
        Assert.Contains("a_long, which failed", outcome["b_child"].Reason, StringComparison.Ordinal);
        Assert.InRange(outcome["a_long"].Rows, 1, Rows - 1);
        if (countable)
            Assert.Equal(outcome["a_long"].Rows, await Target.CountAsync(Long));
        return error;
    }

    /// <summary>Resumes, and all is there.</summary>
    public async Task AssertResumesAsync(CopyOptions? options = null)
    {
        if (await ProductCopy.ResumeAsync(Session(), options ?? new CopyOptions(), null) is { } error)
            throw error;
        Dump.AssertEqual(await Source.DumpAsync(Tables), await Target.DumpAsync(Tables));
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Target.DisposeAsync();
    }
}
