using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>Counters of the target that are ready to be raised; nothing is changed yet.</summary>
public sealed class SequenceRun : IAsyncDisposable
{
    private readonly DatabaseAddress _address;
    private readonly Target _target;

    private SequenceRun(
        DatabaseAddress address,
        Target target,
        IReadOnlyList<SequencePlan> plans,
        IReadOnlyList<string> remarks
    ) => (_address, _target, Plans, Remarks) = (address, target, plans, remarks);

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
            var failures = DatabaseDrivers.For(_address).Failures;
            if (failures.Classify(e) == FailureCause.Permission)
                throw Errors.MayNotRaise(plan.Name, _address.ToString(), failures.Reason(e), e);
            throw failures.Translate(
                e,
                _address,
                plan.Name,
                true,
                (why, inner) => Errors.CounterFailed(plan.Name, why, inner)
            );
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

    /// <summary>Ends the target's session.</summary>
    public ValueTask DisposeAsync() => _target.DisposeAsync();

    internal static async Task<SequenceRun> PrepareAsync(
        IReadOnlyList<PidModel> models,
        DatabaseAddress source,
        DatabaseCatalog from,
        DatabaseAddress target,
        DatabaseCatalog into,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var left = await DatabaseDrivers
                .For(source)
                .OpenSnapshotAsync(source, cancellationToken)
                .ConfigureAwait(false);
            await using var right = await DatabaseDrivers
                .For(target)
                .OpenSnapshotAsync(target, cancellationToken)
                .ConfigureAwait(false);
            var (plans, remarks) = await new SequencePlanner(
                new SequenceSide(source, left, from),
                new SequenceSide(target, right, into)
            )
                .PlanAsync(models, cancellationToken)
                .ConfigureAwait(false);
            return new SequenceRun(
                target,
                await DatabaseDrivers.For(target).OpenTargetAsync(target, cancellationToken).ConfigureAwait(false),
                plans,
                remarks
            );
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            throw DatabaseDrivers
                .For(target)
                .Failures.Translate(
                    e,
                    target,
                    "the counters",
                    false,
                    (why, inner) => Errors.CounterFailed("of the chosen models", why, inner)
                );
        }
    }
}
