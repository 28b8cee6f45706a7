using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>
/// Asks a source's data, in one pass over each table, whether every value will fit, and counts the rows.
/// </summary>
internal sealed class DataScan(Database source, Snapshot snapshot, Database target, Target writer, SerialExecutor turns)
{
    private const int KeysShown = 5;

    private readonly Dialect _dialect = source.Dialect;
    private readonly ValuePredicates _ask = source.Predicates;

    /// <summary>The rows that fulfil the plan's condition, and what was found among them.</summary>
    public async Task<(long Rows, IReadOnlyList<PidFinding> Findings)> RunAsync(
        ModelPlan plan,
        CancellationToken cancellationToken
    )
    {
        var losses = (
            from column in plan.Columns
            from loss in column.Rule.Losses
            where !loss.IsAllowed
            let predicate = loss.Predicate(_ask)
            where predicate is not null
            select (Loss: loss, Predicate: predicate)
        ).ToList();
        var keys = CollatedKeys(plan);
        var questions = losses.Select(l => l.Predicate).Concat(keys.Select(k => UnsafeKey(plan, k.Columns)));
        var sums = string.Concat(questions.Select(q => $", SUM(CASE WHEN {q} THEN 1 ELSE 0 END)"));
        var counts = (
            await snapshot
                .QueryAsync(
                    $"SELECT COUNT(*){sums} FROM {_dialect.Rows(plan.Model.Definition.Name)}{Where(plan, null)}",
                    cancellationToken
                )
                .ConfigureAwait(false)
        )[0]
            .Select(c => c.Length == 0 ? 0 : long.Parse(c, NumberStyles.Any, CultureInfo.InvariantCulture))
            .ToList();

        var findings = new List<PidFinding>();
        for (var i = 0; i < losses.Count; i++)
            if (counts[i + 1] > 0)
                findings.Add(
                    await DescribeAsync(plan, losses[i].Loss, losses[i].Predicate, counts[i + 1], cancellationToken)
                        .ConfigureAwait(false)
                );
        // A key with a value that the target can't take is not laid before the target.
        foreach (var (key, suspects) in keys.Zip(counts.Skip(1 + losses.Count)))
        {
            if (suspects == 0 || key.Columns.Any(c => findings.Exists(f => f.Column == plan.Columns[c].Source.Name)))
                continue;
            if (
                await CollisionsAsync(plan, key.Columns, suspects * 4 < counts[0], cancellationToken)
                    .ConfigureAwait(false) is
                { } collision
            )
                findings.Add(collision);
        }

        foreach (var key in plan.Target.UniqueKeys.Select(k => k.Columns).Append(plan.Target.PrimaryKey))
            if (await DuplicatesAsync(plan, key, cancellationToken).ConfigureAwait(false) is { } duplicate)
                findings.Add(duplicate);
        return (counts[0], findings);
    }

    /// <summary>Whether keys of the plan may have to be laid before the target, after the scan.</summary>
    public bool NeedsTarget(ModelPlan plan) => CollatedKeys(plan).Count > 0;

    /// <summary>The plan's condition, and another one, as a query's WHERE; empty where there is none.</summary>
    internal static string Where(ModelPlan plan, string? and) =>
        SqlCondition.Where(SqlCondition.And(plan.ReadWhere, and));

    private async Task<PidFinding> DescribeAsync(
        ModelPlan plan,
        ColumnLoss loss,
        string predicate,
        long rows,
        CancellationToken cancellationToken
    )
    {
        var keyed = plan.KeyFields.Select(f => plan.Columns[f].Source).ToList();
        var keys =
            keyed.Count == 0
                ? []
                : (
                    await snapshot
                        .QueryAsync(
                            $"SELECT {string.Join(", ", keyed.Select(_dialect.Select))} FROM "
                                + $"{_dialect.Rows(plan.Model.Definition.Name)}{Where(plan, predicate)} ORDER "
                                + $"BY {string.Join(", ", keyed.Select(_dialect.Order))} LIMIT {KeysShown}",
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                )
                    .Select(k => string.Join(", ", k))
                    .ToList();
        var where =
            keys.Count == 0
                ? ""
                : $" ({string.Join(", ", keyed.Select(k => k.Name))} "
                    + $"{string.Join("; ", keys)}{(rows > keys.Count ? " …" : "")})";
        var name = loss.Context.From.Name;
        return new PidFinding
        {
            Severity = FindingSeverity.Error,
            Code = loss.Rule.Code,
            Model = plan.Model.Name,
            Column = name,
            Rule = loss.Rule.Name,
            Rows = rows,
            Keys = keys,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Model.Name}: {rows:N0} {(rows == 1 ? "value" : "values")} of '{name}' "
                    + $"{loss.Problem}{where}. {loss.Rule.Remedy}"
            ),
        };
    }

    /// <summary>The target's keys in which text stands under a collation that may take two texts for one.</summary>
    private List<(IReadOnlyList<int> Columns, string Name)> CollatedKeys(ModelPlan plan) =>
        [
            .. plan
                .Target.UniqueKeys.Select(k => (k.Columns, k.Name))
                .Append((plan.Target.PrimaryKey, "PRIMARY"))
                .Select(k =>
                    (
                        (IReadOnlyList<int>)
                            [.. k.Item1.Select(c => plan.Columns.ToList().FindIndex(p => p.Target.Name == c))],
                        k.Item2
                    )
                )
                .Where(k => k.Item1.Count > 0 && k.Item1.All(i => i >= 0) && k.Item1.Any(i => IsFolded(plan, i))),
        ];

    private bool IsFolded(ModelPlan plan, int column) =>
        plan.Columns[column].Source.Kind
            is ValueKind.Text
                or ValueKind.FixedText
                or ValueKind.EnumLabel
                or ValueKind.EnumSet
        && writer.HasFoldingCollation(plan.Columns[column].Target);

    /// <summary>
    /// The condition for rows with a text in the key whose look alone doesn't tell that it is unlike all others.
    /// </summary>
    private string UnsafeKey(ModelPlan plan, IReadOnlyList<int> key) =>
        string.Join(" OR ", key.Where(c => IsFolded(plan, c)).Select(c => _ask.MayCollide(plan.Columns[c].Source)));

    private async Task<PidFinding?> CollisionsAsync(
        ModelPlan plan,
        IReadOnlyList<int> key,
        bool areFew,
        CancellationToken cancellationToken
    )
    {
        var pairs = key.Select(i => plan.Columns[i]).ToList();
        var where = SqlCondition.And(plan.ReadWhere, CollisionCandidates(plan, key, areFew));
        await using var reader = await snapshot
            .OpenReaderAsync(
                new ReadPlan(plan.Model.Definition, [.. pairs.Select(p => p.Source)], [], where),
                cancellationToken
            )
            .ConfigureAwait(false);
        IReadOnlyList<string> found;
        try
        {
            found = await turns
                .RunAsync(() =>
                    writer.FindCollisionsAsync(plan.Target, [.. pairs.Select(p => p.Target)], reader, cancellationToken)
                )
                .ConfigureAwait(false);
        }
        catch (Exception e) when (target.Classify(e) == FailureCause.Permission)
        {
            throw RightsErrors.MayNotAskForKeys(plan.Model.Name, target.ToString(), target.Reason(e), e);
        }

        if (found.Count == 0)
            return null;
        var names = string.Join(", ", pairs.Select(p => p.Source.Name));
        return new PidFinding
        {
            Severity = FindingSeverity.Error,
            Code = "PID2016",
            Model = plan.Model.Name,
            Column = names,
            Rule = "Collation",
            Rows = found.Count,
            Keys = found,
            Message =
                $"{plan.Model.Name}: the target's collation "
                + $"({string.Join(", ", pairs.Select(p => p.Target.Collation).OfType<string>().Distinct())}) "
                + $"treats different keys ({names}) as equal: {string.Join("; ", found)}. "
                + "Rename one of each, or give the target's column a binary collation (such as utf8mb4_bin).",
        };
    }

    /// <summary>
    /// The rows of a key that can be taken for another at all: those that share its other columns with one that looks
    /// unsafe. Null where the key is nothing but text. Where the unsafe ones are few, those that stand alone among them
    /// come along: to leave them out takes more time, as all rows have to be grouped.
    /// </summary>
    private string? CollisionCandidates(ModelPlan plan, IReadOnlyList<int> key, bool areFew)
    {
        var others = string.Join(
            ", ",
            key.Where(i => !IsFolded(plan, i)).Select(i => _dialect.Quote(plan.Columns[i].Source.Name))
        );
        if (others.Length == 0)
            return null;
        var unsafeKey = UnsafeKey(plan, key);
        if (areFew)
            return $"({others}) IN (SELECT {others} FROM "
                + $"{_dialect.Rows(plan.Model.Definition.Name)}{Where(plan, $"({unsafeKey})")})";
        return $"({others}) IN (SELECT {others} FROM "
            + $"{_dialect.Rows(plan.Model.Definition.Name)}{Where(plan, null)} GROUP BY {others} HAVING "
            + $"COUNT(*) > 1 AND SUM(CASE WHEN {unsafeKey} THEN 1 ELSE 0 END) > 0)";
    }

    /// <summary>Rows that the target's key takes for one although the source has no such key.</summary>
    private async Task<PidFinding?> DuplicatesAsync(
        ModelPlan plan,
        IReadOnlyList<string> key,
        CancellationToken cancellationToken
    )
    {
        var columns = key.Select(k => plan.Columns.FirstOrDefault(p => p.Target.Name == k)?.Source)
            .OfType<Column>()
            .ToList();
        if (columns.Count == 0 || columns.Count != key.Count)
            return null;
        var kept = plan
            .Model.Definition.UniqueKeys.Select(u => u.Columns)
            .Append(plan.Model.PrimaryKey)
            .Any(u => u.Count > 0 && u.All(c => columns.Exists(k => k.Name == c)));
        if (kept)
            return null;
        var names = string.Join(", ", columns.Select(c => _dialect.Quote(c.Name)));
        var present = string.Join(" AND ", columns.Select(c => $"{_dialect.Quote(c.Name)} IS NOT NULL"));
        var found = await snapshot
            .QueryAsync(
                $"SELECT {string.Join(", ", columns.Select(_dialect.Select))} FROM "
                    + $"{_dialect.Rows(plan.Model.Definition.Name)}{Where(plan, present)} GROUP BY {names} "
                    + $"HAVING COUNT(*) > 1 LIMIT {KeysShown}",
                cancellationToken
            )
            .ConfigureAwait(false);
        if (found.Count == 0)
            return null;
        var keys = found.Select(k => string.Join(", ", k)).ToList();
        var shown = string.Join(", ", columns.Select(c => c.Name));
        return new PidFinding
        {
            Severity = FindingSeverity.Error,
            Code = "PID2017",
            Model = plan.Model.Name,
            Column = shown,
            Rule = "UniqueKey",
            Rows = found.Count,
            Keys = keys,
            Message =
                $"{plan.Model.Name}: the target has a unique key on ({shown}), but several rows of the "
                + $"source have the same value: {string.Join("; ", keys)}. Correct the rows in the source, or drop "
                + "the key in the target.",
        };
    }
}
