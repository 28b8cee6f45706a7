using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using PidDatabase;
using PidMigration.Torture.Attempts;
using PidMigration.Torture.Checking;
using PidMigration.Torture.Faults;

namespace PidMigration.Torture;

/// <summary>One loop: an empty target, a run that is disturbed, resumes until it is done, and the checks.</summary>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="theCase">The copy.</param>
/// <param name="random">Where further kills come from.</param>
internal sealed class TortureLoop(string pwsh, TortureCase theCase, Random random) : IAsyncDisposable
{
    private const int MostAttempts = 12;
    private const double Repeat = 0.25;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    // How long a server may take to notice that a killed client is gone, and to undo what it did.
    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(60);

    private readonly List<Attempt> _attempts = [];
    private readonly List<string> _notes = [];

    /// <summary>What happened, for whoever looks into a failure.</summary>
    public IEnumerable<string> Story =>
        _notes.Concat(
            _attempts.SelectMany((attempt, index) => attempt.Lines.Prepend($"--- attempt {index + 1}: {attempt.Mode}"))
        );

    // Whatever the disturbance, no attempt may take longer.
    private TimeSpan Limit => TimeSpan.FromSeconds(90) + 10 * theCase.Length;

    /// <summary>Runs the loop; null when the run ended before the moment.</summary>
    public async Task<LoopResult?> RunAsync(Fault disturbance, CancellationToken cancellationToken)
    {
        await MakeTargetAsync(theCase, cancellationToken);
        await disturbance.PrepareAsync(cancellationToken);
        var first = Start(AttemptMode.Copy, disturbance);
        var result = new LoopResult(disturbance.Kind, theCase.Name, "");
        var clock = new Stopwatch();
        try
        {
            var injected = await disturbance.InjectAsync(first, cancellationToken);
            if (injected is null)
            {
                // The machine was busier when the length was taken; the next moment is of this run's.
                await first.EndAsync(Limit, cancellationToken);
                theCase.Length = first.Elapsed;
                return null;
            }
            result = result with
            {
                Phase = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{injected.Moment.TotalSeconds:0.00} s: {injected.Phase}"
                ),
            };
            _notes.Add(result.Phase);
            clock.Start();
            var end = await first.EndAsync(Limit, cancellationToken);
            result = result with { Survived = end == AttemptEnd.Complete };
            result = await RecoverAsync(result, disturbance, end, cancellationToken);
            result = result with { Recovery = clock.Elapsed };
            return await CheckAsync(result, disturbance, cancellationToken);
        }
        catch (Exception error)
            when (error is TortureException or DbException or InvalidOperationException or IOException)
        {
            // One loop's trouble, be it the bench's own, doesn't take the others with it.
            _notes.Add(error.ToString());
            return result with { Failure = error.Message, Recovery = clock.Elapsed };
        }
    }

    /// <summary>An undisturbed run, to know how long it takes and that it is faithful at all.</summary>
    public async Task<(TimeSpan Length, LoopResult Result)> RunUndisturbedAsync(
        Fault none,
        CancellationToken cancellationToken
    )
    {
        await MakeTargetAsync(theCase, cancellationToken);
        await none.PrepareAsync(cancellationToken);
        var attempt = Start(AttemptMode.Copy, none);
        var result = new LoopResult(none.Kind, theCase.Name, "");
        try
        {
            await none.InjectAsync(attempt, cancellationToken);
            var end = await attempt.EndAsync(TimeSpan.FromMinutes(10), cancellationToken);
            return (
                attempt.Elapsed,
                end == AttemptEnd.Complete
                    ? await CheckAsync(result, none, cancellationToken)
                    : result with
                    {
                        Failure = $"the undisturbed run is {end}: {Errors(attempt)}",
                    }
            );
        }
        catch (TortureException error)
        {
            return (attempt.Elapsed, result with { Failure = error.Message });
        }
    }

    /// <summary>A target as Django's migrate makes it.</summary>
    public static async Task MakeTargetAsync(TortureCase theCase, CancellationToken cancellationToken) =>
        await PidDatabaseGenerator.CreateAsync(
            theCase.Target.UrlOf(TortureCase.TargetDatabase),
            new() { Empty = true, Recreate = true },
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var attempt in _attempts)
            await attempt.DisposeAsync();
    }

    private async Task<LoopResult> RecoverAsync(
        LoopResult result,
        Fault disturbance,
        AttemptEnd end,
        CancellationToken cancellationToken
    )
    {
        var busy = Stopwatch.StartNew();
        while (end != AttemptEnd.Complete)
        {
            var last = _attempts[^1];
            if (end == AttemptEnd.Crashed)
                throw new TortureException($"{last.Mode} ended without an error of the product's");
            if (
                _attempts.Count(attempt => attempt.Mode != AttemptMode.Compare) > MostAttempts
                && busy.Elapsed > LongestBusy
            )
                throw new TortureException($"it is still not done after {_attempts.Count} attempts: {Errors(last)}");
            if (end == AttemptEnd.Failed && last.Mode == AttemptMode.Resume && !disturbance.MayRepeat)
                throw new TortureException($"the resume failed: {Errors(last)}");
            if (end == AttemptEnd.NothingToResume && last.Facts("RUN").Any(IsComplete))
                return result;
            if (end == AttemptEnd.Busy)
                await Task.Delay(Pause, cancellationToken);

            // Nothing was begun yet, or somebody still holds the target while it was to be started: from the beginning.
            var mode =
                end == AttemptEnd.NothingToResume || end == AttemptEnd.Busy && last.Mode == AttemptMode.Copy
                    ? AttemptMode.Copy
                    : AttemptMode.Resume;
            await using var again =
                disturbance.MayRepeat && random.NextDouble() < Repeat
                    ? new ProcessKill(theCase, random.NextDouble())
                    : null;
            if (again is not null)
                await again.PrepareAsync(cancellationToken);
            var next = Start(mode, disturbance);
            if (mode == AttemptMode.Copy)
                result = result with { StartedAnew = true };
            if (again is not null && await again.InjectAsync(next, cancellationToken) is { } injected)
                _notes.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"killed again after {injected.Moment.TotalSeconds:0.00} s: {injected.Phase}"
                    )
                );
            end = await next.EndAsync(Limit, cancellationToken);
            if (mode == AttemptMode.Resume && end is not (AttemptEnd.NothingToResume or AttemptEnd.Busy))
                result = result with { Resumes = result.Resumes + 1 };
        }
        return result;
    }

    // By the same addresses as the run began with: a proxy stays, and has done its work. With the same patience, except
    // for a resume's batches, of which the ledger has the rules.
    private Attempt Start(AttemptMode mode, Fault disturbance)
    {
        IEnumerable<string> options = mode switch
        {
            AttemptMode.Copy => theCase.Options.Concat(disturbance.Options),
            AttemptMode.Resume => disturbance.Options,
            _ => [],
        };
        var attempt = Attempt.Start(
            pwsh,
            mode,
            disturbance.Source,
            disturbance.Target,
            theCase.Target.UrlOf(TortureCase.TargetDatabase),
            options
        );
        _attempts.Add(attempt);
        return attempt;
    }

    private async Task<LoopResult> CheckAsync(LoopResult result, Fault disturbance, CancellationToken cancellationToken)
    {
        var definitions = DefinitionAudit.Differences(
            theCase.Definitions,
            await theCase.Target.DefinitionsAsync(TortureCase.TargetDatabase, cancellationToken)
        );
        _notes.AddRange(definitions);
        var damage = await theCase.Audit.CheckAsync(
            theCase.Target.Client,
            TortureCase.TargetDatabase,
            _notes.Add,
            cancellationToken
        );
        damage += new Damage(0, 0, 0, definitions.Count);

        var compare = Start(AttemptMode.Compare, disturbance);
        var end = await compare.EndAsync(Limit, cancellationToken);
        // The newest comes first. The copy's own process may have been struck while it asked.
        var standing = compare.Facts("RUN").FirstOrDefault("none");
        var spoken = _attempts
            .SelectMany(attempt => attempt.Lines)
            .Any(line =>
                line.Contains(theCase.Source.Password, StringComparison.Ordinal)
                || line.Contains(theCase.Target.Password, StringComparison.Ordinal)
            );
        return result with
        {
            Damage = damage,
            Failure =
                damage != Damage.None ? damage.ToString()
                : end != AttemptEnd.Complete ? $"Compare-PidModel is {end}: {Errors(compare)}"
                : !IsComplete(standing) ? $"Get-PidMigration says {standing}"
                : spoken ? "a password was printed"
                : null,
        };
    }

    private static bool IsComplete(string run) => run.StartsWith("Complete ", StringComparison.Ordinal);

    private static string Errors(Attempt attempt) =>
        string.Join("; ", attempt.Facts("ERROR").DefaultIfEmpty("no error"));
}
