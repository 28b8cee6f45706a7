using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>Makes the plan of a comparison out of the plan of a copy and what the user asked for.</summary>
internal sealed class ComparePlanner(CompareOptions options, Dialect source, Dialect target)
{
    private static readonly string[] UpdatedColumns =
    [
        "updated_at",
        "modified",
        "modified_at",
        "updated",
        "last_modified",
        "created_at",
        "created",
        "created_on",
        "date_created",
        "date_joined",
        "action_time",
    ];

    /// <summary>The plan of one model.</summary>
    /// <exception cref="MigrationException">PID1403: its rows can't be told apart by -Since.</exception>
    public ComparePlan Plan(ModelPlan copy)
    {
        var key = new KeyComparer(copy);
        var plan = new ComparePlan(copy, key, source, target);
        if (options.Where is { } where)
            plan = plan.Within($"({RowFilter.EndComment(where)})", $"({RowFilter.EndComment(where)})") with
            {
                IsConditional = true,
            };
        if (options.Since is { } since)
            plan = Since(plan, since);
        if (options.Sample is { } sample && sample > 1 && SingleNumber(key) is { } pair)
            plan = plan.Within(Divisible(source, pair.Source, sample), Divisible(target, pair.Target, sample));
        return plan;
    }

    /// <summary>The key's only column where it is a whole number on both sides.</summary>
    public static ColumnMapping? SingleNumber(KeyComparer key) =>
        key.Pairs is [{ Source.Kind: ValueKind.Integer, Target.Kind: ValueKind.Integer } pair] ? pair : null;

    private ComparePlan Since(ComparePlan plan, SinceValue since)
    {
        if (plan.Key.Fields.Count == 0)
            throw Errors.BadSince(
                plan.Model,
                since.ToString(),
                "the table has no primary key by which its rows could be told apart."
            );
        if (since.Key is { } number)
        {
            var pair =
                SingleNumber(plan.Key)
                ?? throw Errors.BadSince(
                    plan.Model,
                    since.ToString(),
                    "its key is no single number. Give a moment instead."
                );
            var behind = " > " + number.ToString(CultureInfo.InvariantCulture);
            return plan.Within(source.Quote(pair.Source.Name) + behind, target.Quote(pair.Target.Name) + behind);
        }

        var names = options.UpdatedColumn is { } named ? [named] : UpdatedColumns;
        var moment = names
            .Select(n =>
                plan.Copy.Columns.FirstOrDefault(c =>
                    string.Equals(c.Source.Name, n, StringComparison.OrdinalIgnoreCase)
                    && c.Source.Kind is ValueKind.Instant or ValueKind.Timestamp
                )
            )
            .FirstOrDefault(c => c is not null);
        // A model without such a column is compared as a whole.
        if (moment is null)
            return plan;
        return plan.Within(From(source, moment.Source, since), From(target, moment.Target, since)) with
        {
            IsConditional = true,
        };
    }

    private static string From(Dialect dialect, Column column, SinceValue since)
    {
        // Without zeros at the end: in SQLite a moment is a text, and '10:20:30' sorts before '10:20:30.000000'.
        var text = since.Instant!.Value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        var name = dialect.Quote(column.Name);
        var condition = $"{name} >= {dialect.Literal(column, Encoding.ASCII.GetBytes(text))}";
        return column.Nullable ? $"({condition} OR {name} IS NULL)" : condition;
    }

    private static string Divisible(Dialect dialect, Column column, int by) =>
        $"{dialect.Quote(column.Name)} % {by.ToString(CultureInfo.InvariantCulture)} = 0";
}
