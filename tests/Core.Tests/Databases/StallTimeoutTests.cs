using Microsoft.Extensions.Time.Testing;
using PidMigration.Databases;
using PidMigration.Databases.Resilience;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Databases;

/// <summary>Time passes only where a test lets it; a wait that hangs fails after half a minute of real time.</summary>
public sealed class StallTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Real = TimeSpan.FromSeconds(30);
    private static readonly Database Database = new(AddressParser.Parse("sqlite:////tmp/a.sqlite3"));

    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _given;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_in_time_is_the_result()
    {
        var waiting = await BeginAsync(Ignoring);
        _time.Advance(Limit - TimeSpan.FromTicks(1));
        _answer.SetResult(7);
        Assert.Equal(7, await waiting.WaitAsync(Real, Token));
        Assert.False(_given.IsCancellationRequested, "It was cancelled although it was in time.");
    }

    [Fact]
    public async Task At_the_limit_the_work_is_cancelled_and_the_server_named()
    {
        var waiting = await BeginAsync(Obeying);
        _time.Advance(Limit);
        await AssertStalledAsync(waiting);
        Assert.True(_given.IsCancellationRequested, "The work's token isn't cancelled.");
    }

    [Fact]
    public async Task Work_that_does_not_obey_gets_a_grace_and_is_then_left_alone()
    {
        var waiting = await BeginAsync(Ignoring);
        _time.Advance(Limit + StallTimeout.Grace - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted, "It didn't wait for the driver to cancel in good order.");
        _time.Advance(TimeSpan.FromTicks(1));
        await AssertStalledAsync(waiting);
    }

    [Fact]
    public async Task An_answer_within_the_grace_still_counts()
    {
        var waiting = await BeginAsync(Ignoring);
        _time.Advance(Limit);
        _answer.SetResult(7);
        Assert.Equal(7, await waiting.WaitAsync(Real, Token));
    }

    [Fact]
    public async Task A_failure_in_time_is_thrown_as_it_is()
    {
        var waiting = await BeginAsync(Ignoring);
        _answer.SetException(new InvalidOperationException("broken"));
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting)).Message);
    }

    [Fact]
    public async Task An_error_that_says_more_is_kept_after_the_limit()
    {
        var waiting = await BeginAsync(Ignoring);
        _time.Advance(Limit);
        _answer.SetException(LedgerErrors.TargetBusy("a"));
        Assert.Equal("PID1907", (await Assert.ThrowsAsync<MigrationException>(() => waiting)).Code);
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_the_work_and_is_no_stall()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = await BeginAsync(Obeying, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Real, Token));
    }

    [Fact]
    public async Task After_the_callers_cancellation_the_limit_is_no_stall_either()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = await BeginAsync(Ignoring, stop.Token);
        await stop.CancelAsync();
        _time.Advance(Limit + StallTimeout.Grace);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(Real, Token));
    }

    [Fact]
    public async Task Without_a_limit_it_waits_for_ever()
    {
        var waiting = new StallTimeout(null) { Time = _time }.RunAsync(Ignoring, Database, Token);
        _time.Advance(TimeSpan.FromDays(1000));
        Assert.False(waiting.IsCompleted, "It gave up.");
        _answer.SetResult(7);
        Assert.Equal(7, await waiting.WaitAsync(Real, Token));
    }

    [Fact]
    public async Task Work_that_blocks_its_thread_is_left_alone_too()
    {
        using var release = new ManualResetEventSlim();
        var waiting = Timeout.RunAsync(
            _ =>
            {
                _begun.SetResult();
                release.Wait(Real, CancellationToken.None);
            },
            Database,
            Token
        );
        await _begun.Task.WaitAsync(Real, Token);
        _time.Advance(Limit + StallTimeout.Grace);
        await AssertStalledAsync(waiting);
        release.Set();
    }

    private StallTimeout Timeout => new(Limit) { Time = _time };

    /// <summary>Begins to wait; returns when the work runs.</summary>
    private async Task<Task<int>> BeginAsync(
        Func<CancellationToken, Task<int>> work,
        CancellationToken? cancellationToken = null
    )
    {
        var waiting = Timeout.RunAsync(work, Database, cancellationToken ?? Token);
        await _begun.Task.WaitAsync(Real, Token);
        return waiting;
    }

    /// <summary>Work that ends when it is cancelled.</summary>
    private Task<int> Obeying(CancellationToken stop)
    {
        stop.Register(() => _answer.TrySetCanceled(stop));
        return Ignoring(stop);
    }

    /// <summary>Work that doesn't care.</summary>
    private Task<int> Ignoring(CancellationToken stop)
    {
        _given = stop;
        _begun.TrySetResult();
        return _answer.Task;
    }

    private static async Task AssertStalledAsync(Task waiting)
    {
        var error = await Assert.ThrowsAsync<MigrationException>(() => waiting.WaitAsync(Real, Token));
        Assert.Equal("PID1911", error.Code);
        Assert.Contains("300 s", error.Message, StringComparison.Ordinal);
    }
}
