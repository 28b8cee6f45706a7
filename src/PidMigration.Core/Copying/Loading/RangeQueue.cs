using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace PidMigration.Copying.Loading;

/// <summary>
/// The ranges of one model during one attempt. Its job and those who join it claim one range after the other, in order;
/// the first failure ends the attempt for all of them and is thrown to the job. Every field is read and written under
/// <see cref="_gate"/>.
/// </summary>
internal sealed class RangeQueue<TRange>
{
    private readonly Lock _gate = new();
    private readonly Queue<TRange> _unclaimed = [];
    private readonly List<Task> _joiners = [];
    private State _state;
    private ExceptionDispatchInfo? _failure;
    private CancellationTokenSource? _attempt;

    private enum State
    {
        /// <summary>No attempt is under way: nothing can be claimed or joined.</summary>
        Idle,

        /// <summary>Ranges may be claimed, and others may join.</summary>
        Running,

        /// <summary>The attempt failed; its workers are being stopped.</summary>
        Failed,
    }

    public bool HasUnclaimedRanges
    {
        get
        {
            lock (_gate)
                return _state == State.Running && _unclaimed.Count > 0;
        }
    }

    /// <summary>The next range that no other worker has; false when there is none, or the attempt has failed.</summary>
    public bool TryClaim([MaybeNullWhen(false)] out TRange range)
    {
        lock (_gate)
        {
            range = default;
            return _state == State.Running && _unclaimed.TryDequeue(out range);
        }
    }

    /// <summary>Offers the ranges and works on them; returns when all workers have ended.</summary>
    /// <param name="ranges">The ranges, in the order in which they are claimed.</param>
    /// <param name="work">What the caller does itself: claims ranges until there are none.</param>
    /// <param name="cancellationToken">Stops all workers.</param>
    /// <exception cref="Exception">The first failure of any worker.</exception>
    public async Task RunAttemptAsync(
        IEnumerable<TRange> ranges,
        Func<CancellationToken, Task> work,
        CancellationToken cancellationToken
    )
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Begin(ranges, attempt);
        var own = await CatchAsync(work, attempt).ConfigureAwait(false);
        var first = await EndAsync().ConfigureAwait(false);
        // When the caller stops the attempt, what its own work met says more than what the others did.
        if (cancellationToken.IsCancellationRequested)
            own?.Throw();
        cancellationToken.ThrowIfCancellationRequested();
        (first ?? own)?.Throw();
    }

    /// <summary>
    /// Joins the attempt that is under way, if there is one, in a task of its own. Never fails: the job gets the error.
    /// </summary>
    /// <param name="work">Claims ranges until there are none. Not called when all are claimed by then.</param>
    public Task JoinAsync(Func<CancellationToken, Task> work)
    {
        lock (_gate)
        {
            if (_state != State.Running || _attempt is not { } attempt)
                return Task.CompletedTask;
            var joiner = Task.Run(
                () => HasUnclaimedRanges ? CatchAsync(work, attempt) : Task.FromResult<ExceptionDispatchInfo?>(null),
                CancellationToken.None
            );
            _joiners.Add(joiner);
            return joiner;
        }
    }

    private void Begin(IEnumerable<TRange> ranges, CancellationTokenSource attempt)
    {
        lock (_gate)
        {
            (_state, _attempt, _failure) = (State.Running, attempt, null);
            _unclaimed.Clear();
            foreach (var range in ranges)
                _unclaimed.Enqueue(range);
        }
    }

    /// <summary>
    /// Does one worker's work. Its failure stops the others, and is the attempt's if it is the first.
    /// </summary>
    private async Task<ExceptionDispatchInfo?> CatchAsync(
        Func<CancellationToken, Task> work,
        CancellationTokenSource attempt
    )
    {
        try
        {
            await work(attempt.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            var failure = ExceptionDispatchInfo.Capture(e);
            lock (_gate)
            {
                // Once the attempt is being stopped, a failure is a consequence.
                if (!attempt.IsCancellationRequested)
                    _failure ??= failure;
                _state = State.Failed;
            }

            await attempt.CancelAsync().ConfigureAwait(false);
            return failure;
        }
    }

    /// <summary>Waits for those who joined, and closes the attempt; after that no one can join it.</summary>
    private async Task<ExceptionDispatchInfo?> EndAsync()
    {
        while (true)
        {
            Task[] working;
            lock (_gate)
            {
                working = [.. _joiners.Where(j => !j.IsCompleted)];
                if (working.Length == 0)
                {
                    _joiners.Clear();
                    _unclaimed.Clear();
                    (_state, _attempt) = (State.Idle, null);
                    return _failure;
                }
            }

            await Task.WhenAll(working).ConfigureAwait(false);
        }
    }
}
