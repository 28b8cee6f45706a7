using System.Globalization;
using System.Threading.Channels;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Failures;

namespace PidMigration.Comparing;

/// <summary>
/// Finds the ranges of keys in which two tables differ without moving their rows: each server makes a digest of a range
/// of rows, the target a few ranges after the source, and where the digests differ, again of smaller ranges. Where they
/// are the same, so are the rows. A range whose digests differ has to be compared row by row: its rows may still be
/// equal, written in another way.
/// </summary>
internal sealed class DigestCompare(ComparePlan plan, ComparisonSources sources, CompareCounter counter)
{
    private const long CoarseRows = 1 << 13;
    private const long FineKeys = 1 << 8;
    private const int RangesAhead = 8;

    /// <summary>Texts of columns up to this length are small enough to be taken as they are.</summary>
    private const int ShortColumn = 4096;

    private static readonly ValueKind[][] Alike =
    [
        [ValueKind.Text, ValueKind.FixedText, ValueKind.EnumLabel],
        [ValueKind.Timestamp, ValueKind.Instant],
        [ValueKind.Integer, ValueKind.Boolean],
    ];

    private readonly Side _source = new(sources.Source, plan.Source, FieldsOf(plan, plan.Source));
    private readonly Side _target = new(sources.Target, plan.Target, FieldsOf(plan, plan.Target));

    /// <summary>Whether both servers can write every column in the same way, and the key is a number.</summary>
    public static bool IsPossible(ComparePlan plan) =>
        plan.HasIntegerKey
        && plan.Copy.Columns.All(c =>
            c.Allowed.Count == 0
            && (
                c.Source.Kind == c.Target.Kind || Alike.Any(a => a.Contains(c.Source.Kind) && a.Contains(c.Target.Kind))
            )
            && (c.Source.Kind != ValueKind.Decimal || (c.Source.Scale is not null && c.Source.Scale == c.Target.Scale))
            && plan.Source.Dialect.DigestFields(c.Source, true) is not null
            && plan.Target.Dialect.DigestFields(c.Target, true) is not null
        );

    /// <summary>The ranges in which the digests differ; those so far, once the counter says to end.</summary>
    public async Task<IReadOnlyList<KeyRange>> FindAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<(KeyRange Range, Digest Digest)>(RangesAhead);
        var walk = WalkAsync(ahead.Writer, stop.Token);
        var coarse = new List<KeyRange>();
        try
        {
            await foreach (var (range, digest) in ahead.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var digests = await DigestAsync(_target, range, null, stop.Token).ConfigureAwait(false);
                if (digest.IsSame(digests.GetValueOrDefault(0)))
                    counter.AddEqual(digest.Rows);
                else
                    coarse.Add(range);
                if (!await counter.AdvanceAsync().ConfigureAwait(false))
                    break;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await walk.ConfigureAwait(false);
        }

        var fine = new List<KeyRange>();
        foreach (var range in coarse)
            fine.AddRange(await RefineAsync(range, cancellationToken).ConfigureAwait(false));
        return KeyRange.Join(fine);
    }

    private static List<string> FieldsOf(ComparePlan plan, ComparedSide side) =>
        [
            .. side
                .Columns.Zip(plan.Copy.Columns, (own, pair) => side.Dialect.DigestFields(own, MayBeLong(pair))!)
                .SelectMany(f => f),
        ];

    private static bool MayBeLong(ColumnMapping pair) =>
        !(pair.Source.MaxLength <= ShortColumn && pair.Target.MaxLength <= ShortColumn);

    /// <summary>
    /// Goes through the source by as many rows at a time; the last range has no end, for what only the target has.
    /// </summary>
    private async Task WalkAsync(
        ChannelWriter<(KeyRange Range, Digest Digest)> ahead,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var first = long.MinValue;
            var end = Number(
                await QueryAsync(_source, _source.NthKey(first), cancellationToken).ConfigureAwait(false),
                0
            );
            while (true)
            {
                var range = new KeyRange(first, end ?? long.MaxValue);
                var next = end is null or long.MaxValue ? "NULL" : $"({_source.NthKey(end.Value + 1)})";
                var rows = await QueryAsync(
                        _source,
                        $"SELECT d.n, d.h, {next} FROM ({_source.Digests(range, null)}) d",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var digest = rows is [var row] ? Digest.Read(row[0], row[1]) : default;
                await ahead.WriteAsync((range, digest), cancellationToken).ConfigureAwait(false);
                if (range.Last == long.MaxValue)
                    break;
                first = range.Last + 1;
                end = Number(rows, 2);
            }

            ahead.Complete();
        }
        catch (Exception e)
        {
            // Reported through the channel.
            ahead.Complete(e);
        }
    }

    private async Task<IEnumerable<KeyRange>> RefineAsync(KeyRange range, CancellationToken cancellationToken)
    {
        var left = DigestAsync(_source, range, FineKeys, cancellationToken);
        var right = DigestAsync(_target, range, FineKeys, cancellationToken);
        await Task.WhenAll(left, right).ConfigureAwait(false);
        var digests = await left.ConfigureAwait(false);
        var others = await right.ConfigureAwait(false);
        var differ = new List<long>(others.Keys.Where(g => !digests.ContainsKey(g)));
        foreach (var (group, digest) in digests)
            if (digest.IsSame(others.GetValueOrDefault(group)))
                counter.AddEqual(digest.Rows);
            else
                differ.Add(group);
        return differ.Select(g => KeyRange.OfGroup(g, FineKeys).Within(range));
    }

    private async Task<Dictionary<long, Digest>> DigestAsync(
        Side side,
        KeyRange range,
        long? size,
        CancellationToken cancellationToken
    )
    {
        var rows = await QueryAsync(side, side.Digests(range, size), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(r => long.Parse(r[0], CultureInfo.InvariantCulture), r => Digest.Read(r[1], r[2]));
    }

    private async Task<IReadOnlyList<string[]>> QueryAsync(Side side, string sql, CancellationToken cancellationToken)
    {
        try
        {
            return await side.Database.Snapshot.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw side.Database.Translate(e, side.Rows.Table.Name.ToString(), plan.Model);
        }
    }

    // No key, or one beyond 64 bits: the range is the last.
    private static long? Number(IReadOnlyList<string[]> rows, int column) =>
        rows is [var row]
        && long.TryParse(row[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The rows of a range, and their digest; empty where the server couldn't make one.</summary>
    private readonly record struct Digest(long Rows, string? Hash)
    {
        public static Digest Read(string rows, string hash) =>
            new(long.Parse(rows, CultureInfo.InvariantCulture), hash);

        public bool IsSame(Digest other) =>
            Rows == other.Rows && (Rows == 0 || (!string.IsNullOrEmpty(Hash) && Hash == other.Hash));
    }

    /// <summary>The queries for one server.</summary>
    private sealed record Side(ComparedDatabase Database, ComparedSide Rows, IReadOnlyList<string> Fields)
    {
        private string Key => Rows.Dialect.Quote(Rows.IntegerKey!.Name);

        public string Digests(KeyRange range, long? size) =>
            Rows.Dialect.DigestQuery(Rows.Table.Name, Rows.IntegerKey!, Fields, size, Condition(range));

        /// <summary>The key with which a range ends that begins with a key.</summary>
        public string NthKey(long first) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {Key} FROM {Rows.Dialect.Rows(Rows.Table.Name)} "
                    + $"WHERE {Condition(new KeyRange(first, long.MaxValue))} "
                    + $"ORDER BY {Key} LIMIT 1 OFFSET {CoarseRows - 1}"
            );

        private string Condition(KeyRange range) => Rows.Within(Rows.PickRanges([range])).Where!;
    }
}
