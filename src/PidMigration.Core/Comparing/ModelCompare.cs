namespace PidMigration.Comparing;

/// <summary>Compares one model, in the way that fits it.</summary>
internal sealed class ModelCompare(
    ComparePlan plan,
    ComparisonSources sources,
    RowEquality equality,
    DifferenceCollector differences,
    CompareCounter counter
)
{
    /// <summary>How many ranges of keys one query asks for.</summary>
    public const int RangesPerQuery = 100;

    /// <summary>Whether digests are computed inside the servers, and rows read only where those differ.</summary>
    public bool Fast { get; init; }

    /// <summary>Compares all rows of the plan, or until the counter says to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!plan.HasKey)
        {
            await CompareAsMultisetAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!plan.IsConditional)
        {
            await CompareByKeyAsync(differences, cancellationToken).ConfigureAwait(false);
            return;
        }

        var recheck = new RecheckCollector(plan.Key, differences);
        await CompareByKeyAsync(recheck, cancellationToken).ConfigureAwait(false);
        foreach (var (first, count) in plan.Source.Chunks(recheck.Keys))
        {
            if (!await counter.AdvanceAsync().ConfigureAwait(false))
                return;
            await MergeAsync(plan.OfKeys(recheck.Keys, first, count), differences, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Row by row all of them, or those that the digests leave.</summary>
    private async Task CompareByKeyAsync(IDifferenceSink sink, CancellationToken cancellationToken)
    {
        if (!Fast || !DigestCompare.IsPossible(plan))
        {
            await MergeAsync(plan, sink, cancellationToken).ConfigureAwait(false);
            return;
        }

        var digest = new DigestCompare(plan, sources, counter);
        var ranges = await digest.FindAsync(cancellationToken).ConfigureAwait(false);
        foreach (var some in ranges.Chunk(RangesPerQuery))
        {
            if (!await counter.AdvanceAsync().ConfigureAwait(false))
                return;
            await MergeAsync(plan.OfRanges(some), sink, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MergeAsync(ComparePlan part, IDifferenceSink sink, CancellationToken cancellationToken)
    {
        var merge = new MergeCompare(plan.Model, plan.Key, equality, sink, counter);
        await using var source = Open(sources.Source, part.Source, cancellationToken);
        await using var target = Open(sources.Target, part.Target, cancellationToken);
        await merge.RunAsync(source, target).ConfigureAwait(false);
    }

    private async Task CompareAsMultisetAsync(CancellationToken cancellationToken)
    {
        // Counted, not estimated: the number of parts depends on it, and a table that was never analyzed has no
        // estimate.
        var rows = await CountAsync(sources.Source, plan.Source, cancellationToken).ConfigureAwait(false);
        var others = await CountAsync(sources.Target, plan.Target, cancellationToken).ConfigureAwait(false);
        await new MultisetCompare(equality, differences, Math.Max(rows, others), counter)
            .RunAsync(
                () => Open(sources.Source, plan.Source, cancellationToken),
                () => Open(sources.Target, plan.Target, cancellationToken)
            )
            .ConfigureAwait(false);
    }

    private static Task<long> CountAsync(
        ComparedDatabase database,
        ComparedSide side,
        CancellationToken cancellationToken
    ) => database.Snapshot.CountAsync(side.Table, side.Where, cancellationToken);

    private ReadAheadReader Open(ComparedDatabase database, ComparedSide side, CancellationToken cancellationToken) =>
        database.Read(side.ToReadPlan(), plan.Model, cancellationToken);
}
