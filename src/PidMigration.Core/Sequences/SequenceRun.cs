using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>Counters of the target that are ready to be raised; nothing is changed yet.</summary>
public sealed class SequenceRun : IAsyncDisposable
{
    private readonly Database _database;
    private readonly Target _target;

    private SequenceRun(
        Database database,
        Target target,
        IReadOnlyList<SequencePlan> plans,
        IReadOnlyList<string> remarks
    ) => (_database, _target, Plans, Remarks) = (database, target, plans, remarks);

    /// <summary>The counters, with what they have to be raised to.</summary>
    public IReadOnlyList<SequencePlan> Plans { get; }

    /// <summary>What the user should know of counters that can't be raised from here: each names one.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Raises one counter.</summary>
    /// <exception cref="MigrationException">
    /// PID1701: the user may not; PID1702: the server refused; PID1703: it stands lower than it should; PID1704: it
    /// ends before.
    /// </exception>
    public async Task<PidSequence> RaiseAsync(SequencePlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Obstacle is not null)
            throw plan.Obstacle;
        BigInteger old,
            now;
        try
        {
            (old, now) = await plan.RaiseAsync(_target, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (_database.Classify(e) == FailureCause.Permission)
                throw Errors.MayNotRaise(plan.Name, _database.ToString(), _database.Reason(e), e);
            throw _database.TranslateWrite(e, plan.Name, (why, inner) => Errors.CounterFailed(plan.Name, why, inner));
        }

        if (plan.Wanted is { } wanted && SequenceArithmetic.IsBehind(now, wanted, plan.Descends))
            throw Errors.CounterBelow(plan.Name, wanted, now);
        return new PidSequence
        {
            Name = plan.Name,
            Kind = plan.Kind.ToString(),
            Source = plan.Source ?? 0,
            Held = plan.TargetMaximum ?? 0,
            Old = old,
            New = now,
            Columns = plan.Columns,
            Remark = plan.Remark,
        };
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    internal static async Task<SequenceRun> PrepareAsync(
        IReadOnlyList<PidModel> models,
        Database source,
        DatabaseCatalog from,
        Database target,
        DatabaseCatalog into,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var left = await source.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
            await using var right = await target.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
            var (plans, remarks) = await new SequencePlanner(
                new SequenceSide(source, left, from),
                new SequenceSide(target, right, into)
            )
                .PlanAsync(models, cancellationToken)
                .ConfigureAwait(false);
            return new SequenceRun(
                target,
                await target.OpenTargetAsync(cancellationToken).ConfigureAwait(false),
                plans,
                remarks
            );
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            throw target.TranslateRead(
                e,
                "the counters",
                (why, inner) => Errors.CounterFailed("of the chosen models", why, inner)
            );
        }
    }
}
