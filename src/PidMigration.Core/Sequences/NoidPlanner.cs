using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>Plans the sequence of the PID Manager's identifiers, wherever either side counts them.</summary>
internal sealed class NoidPlanner(
    IssuedNumbers numbers,
    Snapshot left,
    DatabaseCatalog from,
    Snapshot right,
    DatabaseCatalog into
)
{
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
        var issued = await RowsAsync(left, from, cancellationToken).ConfigureAwait(false);
        foreach (var native in from.Sequences.Where(IsNative))
            issued[SequenceRow.NoidName] = BigInteger.Max(
                issued.GetValueOrDefault(SequenceRow.NoidName),
                numbers.LastOf(native, native.Descends) ?? 0
            );
        var ours = await ScanAsync(left, from, cancellationToken).ConfigureAwait(false);
        var theirs = await ScanAsync(right, into, cancellationToken).ConfigureAwait(false);
        if (ours is { Decoded: > 0 })
            issued[SequenceRow.NoidName] = BigInteger.Max(issued.GetValueOrDefault(SequenceRow.NoidName), ours.Largest);
        if (theirs is { Decoded: > 0 })
            issued.TryAdd(SequenceRow.NoidName, 0);
        if (issued.Count == 0)
            return plans;

        var remarks = new[] { ours?.Remark("source"), theirs?.Remark("target") }.OfType<string>();
        if (into.Tables.FirstOrDefault(t => t.Name.Name == SequenceRow.TableName) is { } table)
            foreach (var (name, last) in issued)
                plans.Add(
                    name == SequenceRow.NoidName
                        ? new SequencePlan(
                            name,
                            "Noid",
                            table,
                            new KeyCounter(name, "last", 0),
                            last,
                            theirs?.Largest ?? 0,
                            remarks.Any() ? string.Join(" ", remarks) : null
                        )
                        : new SequencePlan(name, "Row", table, new KeyCounter(name, "last", 0), last, 0, null)
                );
        if (into.Tables.FirstOrDefault(t => t.Name.Name == "pid_pid") is { } pids)
            foreach (var native in into.Sequences.Where(IsNative))
                plans.Add(
                    new SequencePlan(
                        native.ToString(),
                        "Noid",
                        pids,
                        new KeyCounter(native.ToString(), "", 0) { Sequence = native },
                        issued.GetValueOrDefault(SequenceRow.NoidName),
                        theirs?.Largest ?? 0,
                        null
                    )
                );
        return plans;
    }

    private static async Task<NoidScan?> ScanAsync(
        Snapshot snapshot,
        DatabaseCatalog catalog,
        CancellationToken cancellationToken
    ) =>
        catalog.Tables.FirstOrDefault(t => t.Name.Name == "pid_pid") is { } table
        && table.FindColumn("pid") is { } column
            ? await NoidScan.OfAsync(snapshot, table, column, cancellationToken).ConfigureAwait(false)
            : null;

    private static async Task<Dictionary<string, BigInteger>> RowsAsync(
        Snapshot snapshot,
        DatabaseCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        var rows = new Dictionary<string, BigInteger>();
        if (catalog.Tables.FirstOrDefault(t => t.Name.Name == SequenceRow.TableName) is not { } table)
            return rows;
        if (table.FindColumn("name") is not { } name || table.FindColumn("last") is not { } last)
            return rows;
        await using var reader = await snapshot
            .OpenReaderAsync(new ReadPlan(table, [name, last], [], null), cancellationToken)
            .ConfigureAwait(false);
        var batch = new Rows.RowBatch(2);
        reader.Fill(batch, Rows.BatchLimit.Default, cancellationToken);
        for (var row = 0; row < batch.Rows; row++)
            rows[System.Text.Encoding.UTF8.GetString(batch.Field(row, 0))] = BigInteger.Parse(
                System.Text.Encoding.UTF8.GetString(batch.Field(row, 1)),
                CultureInfo.InvariantCulture
            );
        return rows;
    }
}
