using System.Collections.Concurrent;
using PidMigration.Copying.Loading;

namespace PidMigration.Core.Tests.Copying.Loading;

/// <summary>
/// Who takes which range, and whose failure counts. A gate that isn't opened in half a minute fails the test instead of
/// hanging it.
/// </summary>
public sealed class RangeQueueTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly RangeQueue<int> _queue = new();
    private readonly ConcurrentQueue<int> _copied = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alone_the_job_takes_all_ranges_in_order()
    {
        await _queue.RunAttemptAsync([1, 2, 3], CopyAllAsync, Token);
        Assert.Equal([1, 2, 3], _copied);
    }

    [Fact]
    public void Before_an_attempt_there_is_nothing_to_claim_or_join()
    {
        AssertNothingToClaimOrJoin();
    }

    [Fact]
    public async Task After_an_attempt_there_is_nothing_to_claim_or_join()
    {
        // The job leaves ranges behind.
        await _queue.RunAttemptAsync([1, 2, 3], _ => Task.CompletedTask, Token);
        AssertNothingToClaimOrJoin();
    }

    [Fact]
    public async Task While_it_runs_unclaimed_ranges_are_seen_until_the_last_one_is_claimed()
    {
        var seen = new List<bool>();
        await _queue.RunAttemptAsync(
            [1, 2],
            _ =>
            {
                do seen.Add(_queue.HasUnclaimedRanges);
                while (_queue.TryClaim(out var _));
                return Task.CompletedTask;
            },
            Token
        );
        Assert.Equal([true, true, false], seen);
    }

    [Fact]
    public async Task Each_range_is_claimed_by_exactly_one_worker()
    {
        const int Ranges = 20_000;
        await _queue.RunAttemptAsync(
            Enumerable.Range(0, Ranges),
            async stop =>
            {
                var joiners = Enumerable.Range(0, 3).Select(_ => _queue.JoinAsync(CopyAllAsync)).ToList();
                await CopyAllAsync(stop);
                await Task.WhenAll(joiners);
            },
            Token
        );
        Assert.Equal(Enumerable.Range(0, Ranges), _copied.Order());
    }

    [Fact]
    public async Task The_attempt_waits_for_those_who_joined()
    {
        Task? joiner = null;
        var (joined, mayEnd) = (Gate(), Gate());
        var attempt = _queue.RunAttemptAsync(
            [1, 2],
            async _ =>
            {
                Claim();
                joiner = _queue.JoinAsync(async _ =>
                {
                    Claim();
                    joined.SetResult();
                    await mayEnd.Task.WaitAsync(Long, CancellationToken.None);
                });
                await joined.Task.WaitAsync(Long, CancellationToken.None);
            },
            Token
        );
        await joined.Task.WaitAsync(Long, Token);
        Assert.False(await EndsAsync(attempt), "It ended before the one who joined.");
        mayEnd.SetResult();
        await attempt.WaitAsync(Long, Token);
        Assert.Equal([1, 2], _copied.Order());
        AssertEnded(joiner);
    }

    [Fact]
    public async Task A_failure_of_the_job_stops_those_who_joined_and_is_thrown()
    {
        Task? joiner = null;
        var joined = Gate();
        var stopped = false;
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _queue.RunAttemptAsync(
                [1, 2],
                async _ =>
                {
                    joiner = _queue.JoinAsync(async stop =>
                    {
                        joined.SetResult();
                        try
                        {
                            await Task.Delay(Long, stop);
                        }
                        catch (OperationCanceledException)
                        {
                            stopped = true;
                            // A consequence: it isn't what is reported.
                            throw new InvalidOperationException("cancelled statement");
                        }
                    });
                    await joined.Task.WaitAsync(Long, CancellationToken.None);
                    throw new InvalidOperationException("the job's");
                },
                Token
            )
        );
        Assert.Equal("the job's", thrown.Message);
        Assert.True(stopped, "The one who joined wasn't stopped.");
        AssertEnded(joiner);
    }

    [Fact]
    public async Task A_failure_of_one_who_joined_stops_the_job_and_is_thrown_to_it()
    {
        Task? joiner = null;
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _queue.RunAttemptAsync(
                [1, 2],
                async stop =>
                {
                    joiner = _queue.JoinAsync(_ => throw new InvalidOperationException("the other's"));
                    await Task.Delay(Long, stop);
                },
                Token
            )
        );
        Assert.Equal("the other's", thrown.Message);
        AssertEnded(joiner);
    }

    [Fact]
    public async Task A_failure_of_one_who_joined_counts_although_the_job_came_to_its_end()
    {
        Task? joiner = null;
        var mayFail = Gate();
        var attempt = _queue.RunAttemptAsync(
            [1],
            _ =>
            {
                joiner = _queue.JoinAsync(async _ =>
                {
                    await mayFail.Task.WaitAsync(Long, CancellationToken.None);
                    throw new InvalidOperationException("the other's");
                });
                return Task.CompletedTask;
            },
            Token
        );
        // The joiner's task has to find a range when it begins.
        Assert.False(await EndsAsync(attempt), "It ended before the one who joined.");
        mayFail.SetResult();
        Assert.Equal("the other's", (await Assert.ThrowsAsync<InvalidOperationException>(() => attempt)).Message);
        AssertEnded(joiner);
    }

    [Fact]
    public async Task After_a_failure_no_range_is_claimed_and_none_is_offered()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _queue.RunAttemptAsync(
                [1, 2, 3],
                async stop =>
                {
                    Claim();
                    await _queue.JoinAsync(_ => throw new InvalidOperationException("the other's"));
                    Assert.False(_queue.HasUnclaimedRanges, "Ranges are offered after a failure.");
                    Assert.True(stop.IsCancellationRequested, "The job isn't stopped.");
                    Claim();
                },
                Token
            )
        );
        Assert.Equal([1], _copied);
    }

    [Fact]
    public async Task The_next_attempt_offers_all_ranges_again_and_has_forgotten_the_failure()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _queue.RunAttemptAsync([1, 2], _ => throw new InvalidOperationException("broken"), Token)
        );
        await _queue.RunAttemptAsync([1, 2], CopyAllAsync, Token);
        Assert.Equal([1, 2], _copied);
    }

    [Fact]
    public async Task A_cancelled_attempt_throws_what_the_jobs_own_work_met()
    {
        using var stop = new CancellationTokenSource();
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _queue.RunAttemptAsync(
                [1],
                async _ =>
                {
                    await stop.CancelAsync();
                    throw new InvalidOperationException("cancelled statement");
                },
                stop.Token
            )
        );
        Assert.Equal("cancelled statement", thrown.Message);
    }

    [Fact]
    public async Task A_cancelled_attempt_never_counts_as_done()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _queue.RunAttemptAsync([1], _ => stop.CancelAsync(), stop.Token)
        );
    }

    /// <summary>
    /// One who joined has ended by the time the attempt has, and its task didn't fail, whatever it met.
    /// </summary>
    private static void AssertEnded(Task? joiner) =>
        Assert.Equal(TaskStatus.RanToCompletion, Assert.IsType<Task>(joiner, false).Status);

    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a task ends by itself, in a time in which one that doesn't wait would have ended.</summary>
    private static async Task<bool> EndsAsync(Task task) => await Task.WhenAny(task, Task.Delay(100, Token)) == task;

    private void Claim()
    {
        if (_queue.TryClaim(out var range))
            _copied.Enqueue(range);
    }

    private void AssertNothingToClaimOrJoin()
    {
        Assert.False(_queue.HasUnclaimedRanges, "There are unclaimed ranges.");
        Assert.False(_queue.TryClaim(out var range), $"Range {range} was claimed.");
        var joined = _queue.JoinAsync(_ => throw new InvalidOperationException("It joined."));
        Assert.True(joined.IsCompletedSuccessfully, "A worker could join.");
    }

    private async Task CopyAllAsync(CancellationToken cancellationToken)
    {
        while (_queue.TryClaim(out var range))
        {
            _copied.Enqueue(range);
            if (range % 64 == 0)
                await Task.Yield();
        }
    }
}
