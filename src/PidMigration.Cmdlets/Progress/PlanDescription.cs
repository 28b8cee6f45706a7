using System.Globalization;
using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Progress;

/// <summary>A model's plan in a line, for -Verbose.</summary>
internal static class PlanDescription
{
    public static string Of(ModelPlan plan, CopyOptions options)
    {
        var key = plan.KeyFields.Count > 0 ? $"by {string.Join(", ", plan.Model.PrimaryKey)}" : "without a key";
        var where = plan.Where is null ? "" : $", where {plan.Where}";
        var conversions = plan
            .Columns.Where(c => c.Source.Kind != c.Target.Kind)
            .Select(c => $"; {c.Source.Name}: {c.Source.NativeType} → {c.Target.NativeType}");
        var limit = options.Limit;
        string[] parts =
        [
            Text($"{plan.Model.Name}: {plan.SourceRows:N0} rows of {plan.Model.Definition.FullName} "),
            Text($"into {plan.Target.FullName}, {plan.Columns.Count} columns, {key}, "),
            Text($"batches of at most {limit.Rows:N0} rows or {limit.Bytes / 1048576.0:0.#} MB"),
            where,
            .. conversions,
        ];
        return string.Concat(parts);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
