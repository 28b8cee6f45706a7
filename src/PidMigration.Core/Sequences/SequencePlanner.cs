using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>Finds every counter of the target that belongs to the chosen models, and the least it may stand at.</summary>
internal sealed class SequencePlanner(DatabaseAddress source, Snapshot left, DatabaseCatalog from, DatabaseAddress target, Snapshot right, DatabaseCatalog into)
{
    private static readonly string[] NativeNoidNames = [SequenceRow.NoidName, "pid_noid_seq"];

    public async Task<IReadOnlyList<SequencePlan>> PlanAsync(IReadOnlyList<PidModel> models, CancellationToken cancellationToken)
    {
        var plans = new List<SequencePlan>();
        foreach (var model in models)
            if (into.FindCandidates(model.Definition.Name) is [var table])
                foreach (var counter in table.Counters)
                {
                    var ours = model.Definition.FindColumn(counter.Column);
                    var issued = model.Counters.FirstOrDefault(c => c.Column == ours?.Name) is { } own ? LastOf(own) : 0;
                    // The source's own rows count too: a counter that was never set after a restore stands below them.
                    if (ours is not null) issued = Math.Max(issued, await LargestAsync(left, source, model.Definition, ours.Name, cancellationToken).ConfigureAwait(false));
                    var held = await LargestAsync(right, target, table, counter.Column, cancellationToken).ConfigureAwait(false);
                    plans.Add(new SequencePlan($"{table.Name}.{counter.Column}", KindOf(target.Engine), table, counter, issued, held, null));
                }

        if (models.Any(m => m.Definition.Name.Name is "pid_pid" or SequenceRow.TableName)) await AddNoidAsync(plans, cancellationToken).ConfigureAwait(false);
        return plans;
    }

    /// <summary>The sequence of the identifiers and its like: rows of sequences_sequence, or native sequences in older installations.</summary>
    private async Task AddNoidAsync(List<SequencePlan> plans, CancellationToken cancellationToken)
    {
        var issued = await RowsAsync(left, from, source, cancellationToken).ConfigureAwait(false);
        foreach (var native in from.Sequences.Where(s => NativeNoidNames.Any(n => IsNamed(s, n))))
            issued[SequenceRow.NoidName] = Math.Max(issued.GetValueOrDefault(SequenceRow.NoidName), LastOf(native));
        var ours = await ScanAsync(left, from, cancellationToken).ConfigureAwait(false);
        var theirs = await ScanAsync(right, into, cancellationToken).ConfigureAwait(false);
        if (ours is { Decoded: > 0 }) issued[SequenceRow.NoidName] = Math.Max(issued.GetValueOrDefault(SequenceRow.NoidName), ours.Largest);
        if (theirs is { Decoded: > 0 }) issued.TryAdd(SequenceRow.NoidName, 0);
        if (issued.Count == 0) return;

        var remarks = new[] { ours?.Remark("source"), theirs?.Remark("target") }.OfType<string>();
        if (into.Tables.FirstOrDefault(t => t.Name.Name == SequenceRow.TableName) is { } table)
            foreach (var (name, last) in issued)
                plans.Add(name == SequenceRow.NoidName
                    ? new SequencePlan(name, "Noid", table, new Counter(name, "last", 0), last, theirs?.Largest ?? 0, remarks.Any() ? string.Join(" ", remarks) : null)
                    : new SequencePlan(name, "Row", table, new Counter(name, "last", 0), last, 0, null));
        if (into.Tables.FirstOrDefault(t => t.Name.Name == "pid_pid") is { } pids)
            foreach (var native in into.Sequences.Where(s => NativeNoidNames.Any(n => IsNamed(s, n))))
                plans.Add(new SequencePlan(native.Name, "Noid", pids, native, issued.GetValueOrDefault(SequenceRow.NoidName), theirs?.Largest ?? 0, null));
    }

    /// <summary>What the source issued last; a guess that is too low would let it be issued again.</summary>
    private long LastOf(Counter counter) =>
        counter.Readable ? counter.Last : throw Errors.MayNotRead($"the sequence {counter.Name}", source.ToString(), "its numbers must not be issued again.");

    private static bool IsNamed(Counter sequence, string name) => sequence.Name == name || sequence.Name.EndsWith("." + name, StringComparison.Ordinal);

    private static async Task<NoidScan?> ScanAsync(Snapshot snapshot, DatabaseCatalog catalog, CancellationToken cancellationToken) =>
        catalog.Tables.FirstOrDefault(t => t.Name.Name == "pid_pid") is { } table && table.FindColumn("pid") is { } column
            ? await NoidScan.OfAsync(snapshot, table, column, cancellationToken).ConfigureAwait(false) : null;

    private static async Task<Dictionary<string, long>> RowsAsync(Snapshot snapshot, DatabaseCatalog catalog, DatabaseAddress address, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, long>();
        if (catalog.Tables.FirstOrDefault(t => t.Name.Name == SequenceRow.TableName) is not { } table) return rows;
        if (table.FindColumn("name") is not { } name || table.FindColumn("last") is not { } last) return rows;
        await using var reader = await snapshot.OpenReaderAsync(new ReadPlan(table, [name, last], [], null), cancellationToken).ConfigureAwait(false);
        var batch = new Rows.RowBatch(2);
        reader.Fill(batch, Rows.BatchLimit.Default, cancellationToken);
        for (var row = 0; row < batch.Rows; row++)
            rows[System.Text.Encoding.UTF8.GetString(batch.Field(row, 0))] = long.Parse(batch.Field(row, 1), CultureInfo.InvariantCulture);
        return rows;
    }

    private static async Task<long> LargestAsync(Snapshot snapshot, DatabaseAddress address, Table table, string column, CancellationToken cancellationToken)
    {
        var dialect = DatabaseDrivers.For(address).Dialect;
        var largest = await snapshot.ScalarAsync($"SELECT MAX({dialect.Quote(column)}) FROM {dialect.Quote(table.Name)}", cancellationToken).ConfigureAwait(false);
        return largest is null or DBNull ? 0 : Convert.ToInt64(largest, CultureInfo.InvariantCulture);
    }

    private static string KindOf(DatabaseEngine engine) => engine switch
    {
        DatabaseEngine.PostgreSql => "Sequence", DatabaseEngine.MySql => "AutoIncrement", _ => "SqliteSequence",
    };
}
