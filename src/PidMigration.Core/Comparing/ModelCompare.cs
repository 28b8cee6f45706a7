using PidMigration.Databases;

namespace PidMigration.Comparing;

/// <summary>Two sides, each at one instant.</summary>
/// <param name="Source">The source's instant.</param>
/// <param name="From">The source.</param>
/// <param name="Target">The target's instant.</param>
/// <param name="Into">The target.</param>
internal sealed record Sides(Snapshot Source, DatabaseAddress From, Snapshot Target, DatabaseAddress Into);

/// <summary>Compares one model, by the way that fits it.</summary>
internal sealed class ModelCompare(
    ComparePlan plan,
    Sides sides,
    RowEquality match,
    DifferenceCollector tally,
    bool fast
)
{
    /// <summary>How many ranges of keys one query asks for.</summary>
    public const int RangesPerQuery = 100;

    private long _equalBefore;

    /// <summary>The rows that are the same so far.</summary>
    public long Equal { get; private set; }

    /// <summary>The rows of both sides that were looked at so far.</summary>
    public long Rows => Equal + tally.All;

    /// <summary>Compares all rows of the plan, or until <paramref name="advance"/> says false.</summary>
    public async Task RunAsync(Func<ValueTask<bool>> advance, CancellationToken cancellationToken)
    {
        if (plan.Key.Fields.Count == 0)
        {
            await CompareAsMultisetAsync(advance, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!plan.IsConditional)
        {
            await CompareAsync(tally, advance, cancellationToken).ConfigureAwait(false);
            return;
        }

        var unsure = new RecheckCollector(plan.Key, tally);
        await CompareAsync(unsure, advance, cancellationToken).ConfigureAwait(false);
        for (
            var first = 0;
            first < unsure.Keys.Rows && await advance().ConfigureAwait(false);
            first += plan.Key.KeysPerQuery
        )
        {
            var count = Math.Min(plan.Key.KeysPerQuery, unsure.Keys.Rows - first);
            var part = plan.WithConditions(
                plan.Key.ToCondition(unsure.Keys, first, count, plan.SourceDialect, true),
                plan.Key.ToCondition(unsure.Keys, first, count, plan.TargetDialect, false)
            );
            await MergeAsync(part, tally, advance, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Row by row all of them, or those that the digests leave.</summary>
    private async Task CompareAsync(
        IDifferenceSink sink,
        Func<ValueTask<bool>> advance,
        CancellationToken cancellationToken
    )
    {
        if (!fast || !DigestCompare.IsPossible(plan))
        {
            await MergeAsync(plan, sink, advance, cancellationToken).ConfigureAwait(false);
            return;
        }

        var digest = new DigestCompare(plan, sides);
        var ranges = await digest
            .FindAsync(
                () =>
                {
                    Equal = digest.Equal;
                    return advance();
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        Equal = digest.Equal;
        var pair = ComparePlanner.SingleNumber(plan.Key)!;
        foreach (var some in ranges.Chunk(RangesPerQuery))
        {
            if (!await advance().ConfigureAwait(false))
                return;
            var part = plan.Within(
                KeyRange.Condition(some, plan.SourceDialect, pair.Source.Name),
                KeyRange.Condition(some, plan.TargetDialect, pair.Target.Name)
            );
            await MergeAsync(part, sink, advance, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MergeAsync(
        ComparePlan part,
        IDifferenceSink sink,
        Func<ValueTask<bool>> advance,
        CancellationToken cancellationToken
    )
    {
        var merge = new MergeCompare(plan.Model, plan.Key, match, sink);
        _equalBefore = Equal;
        await using var source = OpenSource(part, cancellationToken);
        await using var target = OpenTarget(part, cancellationToken);
        await merge
            .RunAsync(
                source,
                target,
                () =>
                {
                    Equal = _equalBefore + merge.Equal;
                    return advance();
                }
            )
            .ConfigureAwait(false);
        Equal = _equalBefore + merge.Equal;
    }

    private async Task CompareAsMultisetAsync(Func<ValueTask<bool>> advance, CancellationToken cancellationToken)
    {
        // Counted, not estimated: the number of parts depends on it, and a table that was never analyzed has no estimate.
        var rows = await sides
            .Source.CountAsync(plan.Copy.Model.Definition, plan.SourceWhere, cancellationToken)
            .ConfigureAwait(false);
        var others = await sides
            .Target.CountAsync(plan.Copy.Target, plan.TargetWhere, cancellationToken)
            .ConfigureAwait(false);
        var multiset = new MultisetCompare(match, tally, Math.Max(rows, others));
        await multiset
            .RunAsync(
                () => OpenSource(plan, cancellationToken),
                () => OpenTarget(plan, cancellationToken),
                () =>
                {
                    Equal = multiset.Equal;
                    return advance();
                }
            )
            .ConfigureAwait(false);
        Equal = multiset.Equal;
    }

    private ReadAheadReader OpenSource(ComparePlan part, CancellationToken cancellationToken) =>
        ReadAheadReader.Start(sides.Source, part.ToSource(), sides.From, plan.Model, cancellationToken);

    private ReadAheadReader OpenTarget(ComparePlan part, CancellationToken cancellationToken) =>
        ReadAheadReader.Start(sides.Target, part.ToTarget(), sides.Into, plan.Model, cancellationToken);
}
