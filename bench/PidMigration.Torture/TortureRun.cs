using System.Globalization;
using PidDatabase;
using PidMigration.Torture.Faults;
using PidMigration.Torture.KillTargets;
using PidMigration.Torture.Proxies;

namespace PidMigration.Torture;

/// <summary>All loops of all cases.</summary>
/// <param name="options">What the command line asks for.</param>
/// <param name="pwsh">The PowerShell that runs the module.</param>
/// <param name="tell">Gets a line per loop.</param>
internal sealed class TortureRun(TortureOptions options, string pwsh, Action<string> tell)
{
    // A moment near the end of the longest run is behind the end of a shorter one; then an earlier one is tried.
    private const int MostTries = 5;

    private readonly List<LoopResult> _results = [];
    private int _failed;

    /// <summary>Runs the cases.</summary>
    /// <returns>One result per loop, those of the undisturbed runs among them.</returns>
    public async Task<IReadOnlyList<LoopResult>> RunAsync(
        IReadOnlyList<TortureCase> cases,
        CancellationToken cancellationToken
    )
    {
        await PrepareAsync(cases, cancellationToken);
        // A case that doesn't work undisturbed would only fail again and again.
        cases = [.. cases.Where(theCase => theCase.Length > TimeSpan.Zero)];
        if (cases.Count > 0)
        {
            await RepeatAsync(
                options.Kills,
                cases,
                (theCase, share, _, _) => new ProcessKill(theCase, share),
                cancellationToken
            );
            var indexed = cases.Where(theCase => theCase.IndexTime > TimeSpan.Zero).ToList();
            if (indexed.Count > 0)
                await RepeatAsync(
                    options.IndexKills,
                    indexed,
                    (theCase, share, _, _) => new IndexKill(theCase, share),
                    cancellationToken
                );
            await RepeatAsync(
                options.TargetKills,
                cases,
                (theCase, share, _, _) => new ServerKill(theCase, Later(share), theCase.Target, "target server killed"),
                cancellationToken
            );
            await RepeatAsync(
                options.SourceKills,
                cases,
                (theCase, share, _, _) => new ServerKill(theCase, Later(share), theCase.Source, "source server killed"),
                cancellationToken
            );
            await RepeatAsync(options.Cuts, cases, Cut, cancellationToken);
        }

        foreach (var theCase in cases.DistinctBy(theCase => theCase.Source))
        foreach (var table in await theCase.Audit.TouchedAsync(cancellationToken))
            await AddAsync(new("source", theCase.Name, "") { Failure = $"{table} of the source was changed" }, []);
        return _results;
    }

    // In about the first two fifths of a small run PowerShell starts; no server has anything to lose then.
    private static double Later(double share) => 0.4 + 0.6 * share;

    private static ConnectionCut Cut(TortureCase theCase, double share, int turn, Random random)
    {
        var kinds = Enum.GetValues<CutKind>();
        return new(theCase, share, kinds[turn % kinds.Length], random.Next(2) == 0, random.Next(3) == 0);
    }

    private async Task PrepareAsync(IReadOnlyList<TortureCase> cases, CancellationToken cancellationToken)
    {
        foreach (var theCase in cases.DistinctBy(theCase => theCase.Source))
        {
            tell($"Making the source in {theCase.Source.Name} …");
            await PidDatabaseGenerator.CreateAsync(
                theCase.Source.UrlOf(TortureCase.SourceDatabase),
                new() { Scale = options.Scale, Recreate = true },
                cancellationToken
            );
            await theCase.Audit.ReadSourceAsync(cancellationToken);
        }
        foreach (var theCase in cases)
        {
            await TortureLoop.MakeTargetAsync(theCase, cancellationToken);
            theCase.Definitions = await theCase.Target.DefinitionsAsync(TortureCase.TargetDatabase, cancellationToken);
            await using var none = new NoFault(theCase);
            await using var loop = new TortureLoop(pwsh, theCase, new Random(options.Seed));
            var (length, result) = await loop.RunUndisturbedAsync(none, cancellationToken);
            await AddAsync(
                result with
                {
                    Phase = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{length.TotalSeconds:0.00} s, of it {none.IndexTime.TotalSeconds:0.00} s at indexes"
                    ),
                },
                loop.Story
            );
            if (result.Failure is null)
                (theCase.Length, theCase.IndexTime, theCase.SourceBytes, theCase.TargetBytes) = (
                    length,
                    none.IndexTime,
                    none.SourceBytes,
                    none.TargetBytes
                );
        }
    }

    // The cases take turns. Each case's moments are one in every equal part of its run, so that no phase is left out.
    private async Task RepeatAsync(
        int count,
        IReadOnlyList<TortureCase> cases,
        Func<TortureCase, double, int, Random, Fault> disturb,
        CancellationToken cancellationToken
    )
    {
        for (var index = 0; index < count; index++)
        {
            var theCase = cases[index % cases.Count];
            var parts = (count - index % cases.Count + cases.Count - 1) / cases.Count;
            var random = new Random(unchecked(options.Seed * 7919 + _results.Count));
            var share = (index / cases.Count + random.NextDouble()) / parts;
            // Every case gets every kind of cut, also where their numbers have a common divisor.
            var turn = cases.Count % Enum.GetValues<CutKind>().Length == 0 ? index + index / cases.Count : index;
            for (var tries = 0; ; tries++)
            {
                await using var disturbance = disturb(theCase, share * Math.Pow(0.9, tries), turn, random);
                await using var loop = new TortureLoop(pwsh, theCase, random);
                if (await loop.RunAsync(disturbance, cancellationToken) is { } result)
                {
                    await AddAsync(result, loop.Story);
                    break;
                }
                if (tries == MostTries)
                {
                    await AddAsync(
                        new(disturbance.Kind, theCase.Name, $"share {share}")
                        {
                            Failure = "the run always ended before the moment",
                        },
                        loop.Story
                    );
                    break;
                }
            }
        }
    }

    private async Task AddAsync(LoopResult result, IEnumerable<string> story)
    {
        _results.Add(result);
        var outcome =
            result.Failure is { } failure ? $"FAILED: {failure}"
            : result.Survived ? "survived"
            : result.Resumes > 0 ? $"resumed {result.Resumes}×"
            : result.StartedAnew ? "started anew"
            : "done";
        tell(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_results.Count, 4} {result.Kind}, {result.Case}, {result.Phase.ReplaceLineEndings(" ")}: "
                    + $"{outcome}, recovery {result.Recovery.TotalSeconds:0.0} s"
            )
        );
        if (result.Failure is null)
            return;
        var file = Path.Combine(TortureEnvironment.Artifacts(), $"failure-{++_failed}.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllLinesAsync(
            file,
            [$"seed {options.Seed}, loop {_results.Count}: {result.Kind}, {result.Case}", result.Failure, .. story]
        );
        tell($"     {file}");
    }
}
