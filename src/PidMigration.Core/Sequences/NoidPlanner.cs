using System.Globalization;
using System.Numerics;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Sequences;

/// <summary>Plans the sequence of the PID Manager's identifiers, wherever either side counts them.</summary>
internal sealed class NoidPlanner(IssuedNumbers numbers, SequenceSide source, SequenceSide target)
{
    private const string Identifiers = "pid_pid";

    private static readonly string[] NativeNames = [SequenceRow.NoidName, "pid_noid_seq"];

    /// <summary>Whether a sequence is that of the identifiers, in an older installation.</summary>
    public static bool IsNative(Sequence sequence) => !sequence.Owned && NativeNames.Contains(sequence.Name.Name);

    /// <summary>
    /// The sequence of the identifiers and its like: rows of sequences_sequence, or native sequences in older
    /// installations.
    /// </summary>
    public async Task<IReadOnlyList<SequencePlan>> PlanAsync(CancellationToken cancellationToken)
    {
        var plans = new List<SequencePlan>();
        var issued = await RowsAsync(source, cancellationToken).ConfigureAwait(false);
        foreach (var native in source.Catalog.Sequences.Where(IsNative))
            issued[SequenceRow.NoidName] = BigInteger.Max(
                issued.GetValueOrDefault(SequenceRow.NoidName),
                numbers.LastOf(native, native.Descends) ?? 0
            );
        var ours = await ScanAsync(source, cancellationToken).ConfigureAwait(false);
        var theirs = await ScanAsync(target, cancellationToken).ConfigureAwait(false);
        if (ours is { Decoded: > 0 })
            issued[SequenceRow.NoidName] = BigInteger.Max(issued.GetValueOrDefault(SequenceRow.NoidName), ours.Largest);
        if (theirs is { Decoded: > 0 })
            issued.TryAdd(SequenceRow.NoidName, 0);
        if (issued.Count == 0)
            return plans;

        var held = theirs?.Largest ?? 0;
        var remarks = new[] { ours?.Remark("source"), theirs?.Remark("target") }.OfType<string>().ToList();
        var remark = remarks.Count == 0 ? null : string.Join(" ", remarks);
        if (target.FindTable(SequenceRow.TableName) is { } table)
            foreach (var (name, last) in issued)
            {
                var counter = new KeyCounter(name, "last", 0);
                plans.Add(
                    name == SequenceRow.NoidName
                        ? new SequencePlan(name, SequenceKind.Noid, table, counter, last, held) { Remark = remark }
                        : new SequencePlan(name, SequenceKind.Row, table, counter, last, 0)
                );
            }

        if (target.FindTable(Identifiers) is { } pids)
            foreach (var native in target.Catalog.Sequences.Where(IsNative))
            {
                var counter = new KeyCounter(native.ToString(), "", 0) { Sequence = native };
                var last = issued.GetValueOrDefault(SequenceRow.NoidName);
                plans.Add(new SequencePlan(native.ToString(), SequenceKind.Noid, pids, counter, last, held));
            }

        return plans;
    }

    private static async Task<NoidScan?> ScanAsync(SequenceSide side, CancellationToken cancellationToken) =>
        side.FindTable(Identifiers) is { } table && table.FindColumn("pid") is { } column
            ? await NoidScan.OfAsync(side.Snapshot, table, column, cancellationToken).ConfigureAwait(false)
            : null;

    private static async Task<Dictionary<string, BigInteger>> RowsAsync(
        SequenceSide side,
        CancellationToken cancellationToken
    )
    {
        var rows = new Dictionary<string, BigInteger>();
        if (side.FindTable(SequenceRow.TableName) is not { } table)
            return rows;
        if (table.FindColumn("name") is not { } name || table.FindColumn("last") is not { } last)
            return rows;
        await using var reader = await side
            .Snapshot.OpenReaderAsync(new ReadPlan(table, [name, last], [], null), cancellationToken)
            .ConfigureAwait(false);
        var batch = new RowBatch(2);
        do
        {
            reader.Fill(batch, BatchLimit.Default, cancellationToken);
            for (var row = 0; row < batch.Rows; row++)
                rows[Encoding.UTF8.GetString(batch.Field(row, 0))] = BigInteger.Parse(
                    Encoding.UTF8.GetString(batch.Field(row, 1)),
                    CultureInfo.InvariantCulture
                );
        } while (batch.Rows > 0);

        return rows;
    }
}
