using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PidMigration.Copying;

namespace PidMigration.Core.Tests.Copying;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly List<string> _log = [];
    private long _progress;

    /// <summary>What each run of the work does; the last one stands for all that follow.</summary>
    private readonly List<Action> _runs = [];
    private Action _recover = () => { };
    private int _worked;

    [Fact]
    public async Task Work_that_succeeds_is_neither_repeated_nor_recovered()
    {
        _runs.Add(Succeed);
        await RunAsync(3);
        Assert.Equal(["work"], _log);
    }

    [Fact]
    public async Task A_transient_failure_is_reported_waited_for_recovered_from_and_retried()
    {
        _runs.AddRange([Fail("broken"), Succeed]);
        await RunAsync(3);
        Assert.Equal(["work", "retry: broken", "1 s", "recover", "work"], _log);
    }

    [Fact]
    public async Task Each_pause_is_twice_the_one_before_up_to_half_a_minute()
    {
        _runs.Add(Fail("broken"));
        await Assert.ThrowsAsync<TransientException>(() => RunAsync(8));
        Assert.Equal(["1 s", "2 s", "4 s", "8 s", "16 s", "30 s", "30 s", "30 s"], Pauses);
    }

    [Theory]
    [InlineData(0, "0.75 s", "1.5 s", "3 s")]
    [InlineData(0.5, "1 s", "2 s", "4 s")]
    [InlineData(1, "1.25 s", "2.5 s", "5 s")]
    public async Task Jitter_moves_a_pause_by_a_quarter_at_most(double random, params string[] pauses)
    {
        _runs.Add(Fail("broken"));
        await Assert.ThrowsAsync<TransientException>(() => RunAsync(3, random));
        Assert.Equal(pauses, Pauses);
    }

    [Fact]
    public async Task A_first_pause_over_half_a_minute_stays_as_it_is()
    {
        _runs.Add(Fail("broken"));
        await Assert.ThrowsAsync<TransientException>(() => RunAsync(3, 0.5, TimeSpan.FromMinutes(2)));
        Assert.Equal(["120 s", "120 s", "120 s"], Pauses);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task After_so_many_retries_without_progress_the_last_failure_is_thrown(int maxRetries)
    {
        for (var run = 0; run <= maxRetries + 1; run++)
            _runs.Add(Fail($"number {run}"));
        var thrown = await Assert.ThrowsAsync<TransientException>(() => RunAsync(maxRetries));
        Assert.Equal($"number {maxRetries}", thrown.Message);
        Assert.Equal(maxRetries + 1, _worked);
        Assert.Equal(maxRetries, _log.Count(l => l.StartsWith("retry", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Progress_starts_the_count_and_the_pauses_anew()
    {
        // Never more than two failures in a row without progress, but eight of them in all.
        for (var round = 0; round < 4; round++)
            _runs.AddRange([Fail("stuck"), FailAfterProgress("moved")]);
        _runs.Add(Succeed);
        await RunAsync(1);
        Assert.Equal(9, _worked);
        Assert.All(Pauses, p => Assert.Equal("1 s", p));
        Assert.Equal(8, Pauses.Count);
    }

    [Fact]
    public async Task After_progress_it_takes_all_retries_again_to_give_up()
    {
        _runs.AddRange([FailAfterProgress("moved"), Fail("stuck")]);
        await Assert.ThrowsAsync<TransientException>(() => RunAsync(2));
        Assert.Equal(["1 s", "1 s", "2 s"], Pauses);
        Assert.Equal(4, _worked);
    }

    [Fact]
    public async Task Without_retries_progress_makes_no_difference()
    {
        _runs.Add(FailAfterProgress("moved"));
        await Assert.ThrowsAsync<TransientException>(() => RunAsync(0));
        Assert.Equal(["work"], _log);
    }

    [Fact]
    public async Task A_failure_to_recover_counts_as_a_failure_and_the_work_waits_for_it()
    {
        _runs.AddRange([Fail("broken"), Succeed]);
        var failures = 2;
        _recover = () =>
        {
            if (failures-- > 0)
                throw new TransientException("not yet");
        };
        await RunAsync(3);
        Assert.Equal(
            [
                "work",
                "retry: broken",
                "1 s",
                "recover",
                "retry: not yet",
                "2 s",
                "recover",
                "retry: not yet",
                "4 s",
                "recover",
                "work",
            ],
            _log
        );
    }

    [Fact]
    public async Task A_failure_to_recover_for_good_ends_it()
    {
        _runs.Add(Fail("broken"));
        _recover = () => throw new InvalidOperationException("the source was written since");
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(3));
        Assert.Equal(["work", "retry: broken", "1 s", "recover"], _log);
    }

    [Fact]
    public async Task What_is_not_transient_is_thrown_at_once()
    {
        _runs.Add(() => throw new InvalidOperationException("wrong"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(3));
        Assert.Equal(["work"], _log);
    }

    [Fact]
    public async Task What_is_not_transient_ends_later_attempts_too()
    {
        _runs.AddRange([Fail("broken"), () => throw new InvalidOperationException("wrong")]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(3));
        Assert.Equal(2, _worked);
    }

    [Fact]
    public async Task After_cancellation_nothing_is_retried()
    {
        using var stop = new CancellationTokenSource();
        _runs.Add(() =>
        {
            stop.Cancel();
            throw new TransientException("broken by the cancellation");
        });
        await Assert.ThrowsAsync<TransientException>(() => RunAsync(3, cancellationToken: stop.Token));
        Assert.Equal(["work"], _log);
    }

    [Fact]
    public async Task A_pause_ends_with_cancellation()
    {
        using var stop = new CancellationTokenSource();
        _runs.Add(Fail("broken"));
        var running = Policy(3, 0.5, Delay, new FakeTimeProvider())
            .RunAsync(_ => Work(), _ => Recover(), () => _progress, stop.Token);
        Assert.False(running.IsCompleted, "It doesn't wait before the retry.");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["work", "retry: broken"], _log);
    }

    private List<string> Pauses => [.. _log.Where(l => l.EndsWith(" s", StringComparison.Ordinal))];

    private Task RunAsync(
        int maxRetries,
        double random = 0.5,
        TimeSpan? delay = null,
        CancellationToken? cancellationToken = null
    ) =>
        Policy(maxRetries, random, delay ?? Delay, new PassingTime(_log))
            .RunAsync(
                _ => Work(),
                _ => Recover(),
                () => _progress,
                cancellationToken ?? TestContext.Current.CancellationToken
            );

    private RetryPolicy Policy(int maxRetries, double random, TimeSpan delay, TimeProvider time) =>
        new(maxRetries, delay, e => e is TransientException, e => _log.Add($"retry: {e.Message}"))
        {
            Time = time,
            Random = () => random,
        };

    private Task Work()
    {
        _log.Add("work");
        _runs[Math.Min(_worked++, _runs.Count - 1)]();
        return Task.CompletedTask;
    }

    private Task Recover()
    {
        _log.Add("recover");
        _recover();
        return Task.CompletedTask;
    }

    private static Action Fail(string message) => () => throw new TransientException(message);

    private Action FailAfterProgress(string message) =>
        () =>
        {
            _progress++;
            throw new TransientException(message);
        };

    private static void Succeed() { }

    private sealed class TransientException(string message) : Exception(message);

    /// <summary>Time in which each wait ends at once; it logs how long it would have been.</summary>
    private sealed class PassingTime(List<string> log) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            log.Add(string.Create(CultureInfo.InvariantCulture, $"{dueTime.TotalSeconds:0.##} s"));
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
