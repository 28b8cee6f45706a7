using System.Numerics;
using PidMigration.Catalog;

namespace PidMigration.Sequences;

/// <summary>
/// Finds every counter of the target that belongs to the chosen models, or to none, and the least it may stand at.
/// </summary>
internal sealed class SequencePlanner(SequenceSide source, SequenceSide target)
{
    private readonly IssuedNumbers _issued = new(source, target);
    private readonly List<SequencePlan> _plans = [];
    private readonly HashSet<TableName> _planned = [];

    /// <summary>The counters, and what the user should know that belongs to none of them.</summary>
    public async Task<(IReadOnlyList<SequencePlan> Plans, IReadOnlyList<string> Remarks)> PlanAsync(
        IReadOnlyList<PidModel> models,
        CancellationToken cancellationToken
    )
    {
        var remarks = new List<string>();
        // Where several tables may be meant, which a copy refuses, a counter raised too many does no harm.
        foreach (
            var (model, table) in models.SelectMany(m =>
                target.Catalog.FindCandidates(m.Definition.Name).Select(t => (m, t))
            )
        )
        {
            foreach (var counter in table.Counters)
                if (counter.Sequence is { } sequence)
                    await AddAsync(sequence, cancellationToken).ConfigureAwait(false);
                else
                    _plans.Add(await OwnAsync(table, counter, cancellationToken).ConfigureAwait(false));
            remarks.AddRange(
                await new CounterlessColumns(_issued, target)
                    .FindAsync(model.Definition, table, cancellationToken)
                    .ConfigureAwait(false)
            );
        }

        if (models.Any(m => m.Definition.Name.Name is "pid_pid" or SequenceRow.TableName))
            _plans.AddRange(
                await new NoidPlanner(_issued, source, target).PlanAsync(cancellationToken).ConfigureAwait(false)
            );
        var free = new FreeSequences(source.Catalog, target.Catalog);
        foreach (var sequence in free.Targets)
            await AddAsync(sequence, cancellationToken).ConfigureAwait(false);
        remarks.AddRange(free.Remarks);
        return (_plans, remarks);
    }

    /// <summary>A table's own counter: AUTO_INCREMENT, or SQLite's.</summary>
    private async Task<SequencePlan> OwnAsync(Table table, KeyCounter counter, CancellationToken cancellationToken)
    {
        var name = $"{table.Name}.{counter.Column}";
        var kind = Enum.Parse<SequenceKind>(target.Database.Traits.TableCounter!);
        var issued = await _issued.BySourceAsync(table, counter.Column, false, cancellationToken).ConfigureAwait(false);
        var held = await _issued.HeldAsync(table, counter.Column, false, cancellationToken).ConfigureAwait(false);
        var plan = new SequencePlan(name, kind, table, counter, issued, held) { Columns = [name] };
        return plan with { Obstacle = CounterLimits.Find(plan, target.Database.Traits, [(table, counter)]) };
    }

    /// <summary>
    /// A native sequence, with all columns that draw from it, those of other models too: each took numbers that the
    /// others can't have.
    /// </summary>
    private async Task AddAsync(Sequence sequence, CancellationToken cancellationToken)
    {
        if (!_planned.Add(sequence.Name))
            return;
        var descends = sequence.Descends;
        var drawers = DrawersOf(target.Catalog, sequence);
        var told = false;
        BigInteger? issued = null,
            held = null;
        void Issued(BigInteger? number) => issued = SequenceArithmetic.Further(issued, number, descends);
        async Task HeldAsync(Table table, string column) =>
            held = SequenceArithmetic.Further(
                held,
                await _issued.HeldAsync(table, column, descends, cancellationToken).ConfigureAwait(false),
                descends
            );

        foreach (var (table, counter) in drawers)
        {
            Issued(
                await _issued.BySourceAsync(table, counter.Column, descends, cancellationToken).ConfigureAwait(false)
            );
            await HeldAsync(table, counter.Column).ConfigureAwait(false);
            told |= _issued.CountersOf(table, counter.Column).Any();
        }

        // What the application calls by this name in the source, whatever draws from it there.
        foreach (var namesake in Namesakes.WithNamesake(sequence, target.Catalog.Sequences, source.Catalog.Sequences))
        {
            told = true;
            Issued(_issued.LastOf(namesake, descends));
            if (drawers.Count > 0)
                continue;
            foreach (var (table, counter) in DrawersOf(source.Catalog, namesake))
            {
                Issued(
                    await _issued
                        .InSourceAsync(table, counter.Column, descends, cancellationToken)
                        .ConfigureAwait(false)
                );
                foreach (var theirs in target.Catalog.FindCandidates(table.Name))
                    await HeldAsync(theirs, counter.Column).ConfigureAwait(false);
            }
        }

        var (owner, owned) = drawers.FirstOrDefault(d => d.Counter.Owns);
        var name = owner is null ? sequence.ToString() : $"{owner.Name}.{owned.Column}";
        var last = new KeyCounter(sequence.ToString(), owned?.Column ?? "", sequence.Issued ?? 0)
        {
            Sequence = sequence,
        };
        var plan = new SequencePlan(
            name,
            SequenceKind.Sequence,
            owner ?? drawers.FirstOrDefault().Table,
            last,
            issued,
            held
        )
        {
            Columns = [.. drawers.Select(d => $"{d.Table.Name}.{d.Counter.Column}")],
            Remark = SequenceWarnings.Of(sequence, drawers, told),
        };
        _plans.Add(plan with { Obstacle = CounterLimits.Find(plan, target.Database.Traits, drawers) });
    }

    private static List<(Table Table, KeyCounter Counter)> DrawersOf(DatabaseCatalog catalog, Sequence sequence) =>
        [
            .. catalog.Tables.SelectMany(t =>
                t.Counters.Where(c => c.Sequence?.Name == sequence.Name).Select(c => (t, c))
            ),
        ];
}
