using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Planning;

/// <summary>Where in the order of its key a model's copy stands, as a condition of the source's SQL.</summary>
internal static class KeysetPredicate
{
    /// <summary>
    /// Whether the rows after a key can be asked for: it is all of the primary key, the source compares its values as
    /// it orders them, and what the target has of a batch that broke off can be rolled back.
    /// </summary>
    public static bool CanSeek(ModelPlan plan, Dialect source)
    {
        var key = Columns(plan);
        return plan.Target.IsTransactional
            && key.Count > 0
            && key.Count == plan.Model.PrimaryKey.Count
            && key.All(source.CanSeek);
    }

    /// <summary>
    /// The plan of the rows in any of some ranges: after the first key (null from the start) and up to the second
    /// (null to the end).
    /// </summary>
    public static ModelPlan Within(
        ModelPlan plan,
        IReadOnlyList<(IReadOnlyList<string>? After, IReadOnlyList<string>? UpTo)> ranges,
        Dialect source
    )
    {
        var conditions = ranges
            .Select(r =>
                SqlCondition.And(
                    r.After is null ? null : After(plan, r.After, source),
                    r.UpTo is null ? null : UpTo(plan, r.UpTo, source)
                )
            )
            .ToList();
        return plan with { AfterKey = SqlCondition.Or(conditions) };
    }

    /// <summary>The rows after a key: <c>"a" &gt;= 1 AND ("a" &gt; 1 OR ("a" = 1 AND "b" &gt; 2))</c>.</summary>
    /// <param name="plan">The model's plan.</param>
    /// <param name="key">The key's canonical texts; bytes as hexadecimal digits.</param>
    /// <param name="source">The source's SQL.</param>
    public static string After(ModelPlan plan, IReadOnlyList<string> key, Dialect source)
    {
        var columns = Columns(plan);
        var pairs = columns
            .Select((c, i) => (Name: source.Order(c), Value: source.OrderLiteral(c, CellText.Parse(key[i], c.Kind))))
            .ToList();
        var after = string.Join(
            " OR ",
            pairs.Select(
                (p, i) =>
                    "("
                    + string.Concat(pairs.Take(i).Select(e => $"{e.Name} = {e.Value} AND "))
                    + $"{p.Name} > {p.Value})"
            )
        );
        // The first column by itself, so that an index on it can be used.
        return pairs.Count == 1
            ? $"{pairs[0].Name} > {pairs[0].Value}"
            : $"{pairs[0].Name} >= {pairs[0].Value} AND ({after})";
    }

    /// <summary>
    /// The rows up to a key. One column is compared as it is: not every engine finds the way from a negation to its
    /// index.
    /// </summary>
    private static string UpTo(ModelPlan plan, IReadOnlyList<string> key, Dialect source) =>
        Columns(plan) is [var only]
            ? $"{source.Order(only)} <= {source.OrderLiteral(only, CellText.Parse(key[0], only.Kind))}"
            : $"NOT ({After(plan, key, source)})";

    private static List<Column> Columns(ModelPlan plan) => [.. plan.KeyFields.Select(f => plan.Columns[f].Source)];
}
