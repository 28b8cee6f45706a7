using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;

namespace PidMigration.Planning;

/// <summary>Where in the order of its key a model's copy stands, as a condition of the source's SQL.</summary>
internal static class KeysetPredicate
{
    /// <summary>
    /// Whether the rows behind a key can be asked for: it is all of the primary key, the source compares its values as
    /// it orders them, and
    /// what the target has of a batch that broke off can be rolled back.
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
    /// The plan of the rows in any of some ranges: behind the first key (null from the start) and up to the second
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
                (r.After, r.UpTo) switch
                {
                    (null, null) => null,
                    (var after, null) => After(plan, after, source),
                    (null, var upTo) => UpTo(plan, upTo, source),
                    var (after, upTo) => $"{After(plan, after, source)} AND {UpTo(plan, upTo, source)}",
                }
            )
            .ToList();
        return plan with
        {
            AfterKey =
                conditions.Contains(null) ? null
                : conditions.Count == 1 ? conditions[0]
                : string.Join(" OR ", conditions.Select(c => $"({c})")),
        };
    }

    /// <summary>The rows behind a key: <c>"a" &gt;= 1 AND ("a" &gt; 1 OR ("a" = 1 AND "b" &gt; 2))</c>.</summary>
    /// <param name="plan">The model's plan.</param>
    /// <param name="key">The key's canonical texts; bytes as hexadecimal digits.</param>
    /// <param name="source">The source's SQL.</param>
    public static string After(ModelPlan plan, IReadOnlyList<string> key, Dialect source)
    {
        var columns = Columns(plan);
        var pairs = columns
            .Select((c, i) => (Name: source.Order(c), Value: source.OrderLiteral(c, Bytes(c, key[i]))))
            .ToList();
        var behind = string.Join(
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
            : $"{pairs[0].Name} >= {pairs[0].Value} AND ({behind})";
    }

    /// <summary>
    /// The rows up to a key. One column is compared as it is: not every engine finds the way from a negation to its
    /// index.
    /// </summary>
    private static string UpTo(ModelPlan plan, IReadOnlyList<string> key, Dialect source) =>
        Columns(plan) is [var only]
            ? $"{source.Order(only)} <= {source.OrderLiteral(only, Bytes(only, key[0]))}"
            : $"NOT ({After(plan, key, source)})";

    private static List<Column> Columns(ModelPlan plan) => [.. plan.KeyFields.Select(f => plan.Columns[f].Source)];

    private static byte[] Bytes(Column column, string text) =>
        column.Kind == ValueKind.Bytes ? Convert.FromHexString(text) : Encoding.UTF8.GetBytes(text);
}
