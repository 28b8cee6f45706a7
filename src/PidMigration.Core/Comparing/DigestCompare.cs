using System.Globalization;
using System.Threading.Channels;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>
/// Finds the ranges of keys in which two tables differ without moving their rows: each server makes a digest of a range of rows,
/// the target a few ranges behind the source, and where the digests differ, again of smaller ranges. Where they are the same, so
/// are the rows. A range whose digests differ only has to be looked at: its rows may still be equal, written in another way.
/// </summary>
internal sealed class DigestCompare(ComparePlan plan, Sides sides)
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

    private readonly Side _source = new(
        sides.Source,
        sides.From,
        plan.SourceDialect,
        plan.Copy.Model.Definition.Name,
        ComparePlanner.SingleNumber(plan.Key)!.Source,
        plan.SourceWhere,
        [.. plan.Copy.Columns.SelectMany(c => plan.SourceDialect.DigestFields(c.Source, MayBeLong(c))!)]
    );

    private readonly Side _target = new(
        sides.Target,
        sides.Into,
        plan.TargetDialect,
        plan.Copy.Target.Name,
        ComparePlanner.SingleNumber(plan.Key)!.Target,
        plan.TargetWhere,
        [.. plan.Copy.Columns.SelectMany(c => plan.TargetDialect.DigestFields(c.Target, MayBeLong(c))!)]
    );

    /// <summary>The rows in ranges whose digests are the same.</summary>
    public long Equal { get; private set; }

    /// <summary>Whether both servers can write every column in the same way, and the key is a number.</summary>
    public static bool IsPossible(ComparePlan plan) =>
        ComparePlanner.SingleNumber(plan.Key) is not null
        && plan.Copy.Columns.All(c =>
            c.Allowed.Count == 0
            && (
                c.Source.Kind == c.Target.Kind || Alike.Any(a => a.Contains(c.Source.Kind) && a.Contains(c.Target.Kind))
            )
            && (c.Source.Kind != ValueKind.Decimal || (c.Source.Scale is not null && c.Source.Scale == c.Target.Scale))
            && plan.SourceDialect.DigestFields(c.Source, true) is not null
            && plan.TargetDialect.DigestFields(c.Target, true) is not null
        );

    /// <summary>The ranges in which the digests differ; those so far, once <paramref name="advance"/> says false.</summary>
    public async Task<IReadOnlyList<KeyRange>> FindAsync(
        Func<ValueTask<bool>> advance,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<(KeyRange Range, Digest Digest)>(RangesAhead);
        var walk = WalkAsync(ahead.Writer, stop.Token);
        var coarse = new List<KeyRange>();
        try
        {
            await foreach (var (range, digest) in ahead.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var other = (
                    await DigestAsync(_target, range, null, stop.Token).ConfigureAwait(false)
                ).GetValueOrDefault(0);
                if (digest.IsSame(other))
                    Equal += digest.Rows;
                else
                    coarse.Add(range);
                if (!await advance().ConfigureAwait(false))
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

    private static bool MayBeLong(ColumnMapping pair) =>
        !(pair.Source.MaxLength <= ShortColumn && pair.Target.MaxLength <= ShortColumn);

    /// <summary>Goes through the source by as many rows at a time; the last range has no end, for what only the target has.</summary>
    private async Task WalkAsync(
        ChannelWriter<(KeyRange Range, Digest Digest)> ahead,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var first = long.MinValue;
            var end = Number(await QueryAsync(_source, _source.Nth(first), cancellationToken).ConfigureAwait(false), 0);
            while (true)
            {
                var range = new KeyRange(first, end ?? long.MaxValue);
                var next = end is null or long.MaxValue ? "NULL" : $"({_source.Nth(end.Value + 1)})";
                var rows = await QueryAsync(
                        _source,
                        $"SELECT d.n, d.h, {next} FROM ({_source.Query(range, null)}) d",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                var digest = rows is [var row]
                    ? new Digest(long.Parse(row[0], CultureInfo.InvariantCulture), row[1])
                    : default;
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
                Equal += digest.Rows;
            else
                differ.Add(group);
        return differ.Select(g => KeyRange.OfGroup(g, FineKeys).Within(range));
    }

    private async Task<Dictionary<long, Digest>> DigestAsync(
        Side side,
        KeyRange range,
        long? size,
        CancellationToken cancellationToken
    ) =>
        (await QueryAsync(side, side.Query(range, size), cancellationToken).ConfigureAwait(false)).ToDictionary(
            r => long.Parse(r[0], CultureInfo.InvariantCulture),
            r => new Digest(long.Parse(r[1], CultureInfo.InvariantCulture), r[2])
        );

    private async Task<IReadOnlyList<string[]>> QueryAsync(Side side, string sql, CancellationToken cancellationToken)
    {
        try
        {
            return await side.Snapshot.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw DatabaseDrivers
                .For(side.Address)
                .Failures.Translate(
                    e,
                    side.Address,
                    side.Table.ToString(),
                    false,
                    (why, inner) => Errors.CompareFailed(plan.Model, side.Address.ToString(), why, inner)
                );
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
        public bool IsSame(Digest other) =>
            Rows == other.Rows && (Rows == 0 || (!string.IsNullOrEmpty(Hash) && Hash == other.Hash));
    }

    /// <summary>What is asked of one server.</summary>
    private sealed record Side(
        Snapshot Snapshot,
        DatabaseAddress Address,
        Dialect Dialect,
        TableName Table,
        Column Key,
        string? Where,
        IReadOnlyList<string> Fields
    )
    {
        public string Query(KeyRange range, long? size) =>
            Dialect.DigestQuery(Table, Key, Fields, size, Condition(range));

        /// <summary>The key with which a range ends that begins with a key.</summary>
        public string Nth(long first) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT {Dialect.Quote(Key.Name)} FROM {Dialect.Rows(Table)} WHERE {Condition(new KeyRange(first, long.MaxValue))} ORDER BY {Dialect.Quote(Key.Name)} LIMIT 1 OFFSET {CoarseRows - 1}"
            );

        private string Condition(KeyRange range)
        {
            var keys = KeyRange.Condition([range], Dialect, Key.Name);
            return Where is null ? keys : $"({Where}) AND {keys}";
        }
    }
}
