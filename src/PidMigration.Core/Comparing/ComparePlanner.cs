using System.Globalization;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Comparing;

/// <summary>Makes the plan of a comparison out of the plan of a copy and what the user asked for.</summary>
internal sealed class ComparePlanner(CompareOptions options, Dialect source, Dialect target)
{
    /// <summary>The plan of one model.</summary>
    /// <exception cref="MigrationException">PID1403: its rows can't be told apart by -Since.</exception>
    public ComparePlan Plan(ModelPlan copy)
    {
        var plan = ComparePlan.For(copy, source, target);
        if (options.Where is { } where)
            plan = plan.Within(RowFilter.EndComment(where), RowFilter.EndComment(where)) with { IsConditional = true };
        if (options.Since is { } since)
            plan = Since(plan, since);
        if (options.Sample is > 1 and var sample && plan.HasIntegerKey)
            plan = plan.Within(Divisible(plan.Source, sample), Divisible(plan.Target, sample));
        return plan;
    }

    private ComparePlan Since(ComparePlan plan, SinceValue since)
    {
        if (!plan.HasKey)
            throw Errors.BadSince(plan.Model, since.ToString(), "the table has no primary key.");
        if (since.Key is { } key)
            return plan.HasIntegerKey
                ? plan.Within(
                    SinceFilter.AfterKey(source, plan.Source.IntegerKey!, key),
                    SinceFilter.AfterKey(target, plan.Target.IntegerKey!, key)
                )
                : throw SinceFilter.NoSingleNumber(plan.Model, since);

        // A model without such a column is compared as a whole.
        if (FindChangeColumn(plan.Copy) is not { } changed)
            return plan;
        return plan.Within(
            SinceFilter.FromInstant(source, changed.Source, since),
            SinceFilter.FromInstant(target, changed.Target, since)
        ) with
        {
            IsConditional = true,
        };
    }

    private ColumnMapping? FindChangeColumn(ModelPlan copy)
    {
        IEnumerable<string> names = options.UpdatedColumn is { } named ? [named] : SinceFilter.ByLastChange;
        return names
            .Select(n =>
                copy.Columns.FirstOrDefault(c =>
                    string.Equals(c.Source.Name, n, StringComparison.OrdinalIgnoreCase)
                    && SinceFilter.IsInstant(c.Source)
                )
            )
            .FirstOrDefault(c => c is not null);
    }

    private static string Divisible(ComparedSide side, int by) =>
        $"{side.Dialect.Quote(side.IntegerKey!.Name)} % {by.ToString(CultureInfo.InvariantCulture)} = 0";
}
