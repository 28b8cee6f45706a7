using PidMigration.Catalog;
using PidMigration.Databases;

namespace PidMigration.Planning;

/// <summary>
/// Which rows of a model the user means by -Where and -Since. A through table that travels with its owner has other
/// columns than it: there the condition means the rows of the owner's chosen rows.
/// </summary>
internal static class RowFilter
{
    /// <summary>The condition in the source's SQL; null for all rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="chosen">All models of the run, to find its owner among.</param>
    /// <param name="options">What the user said.</param>
    /// <param name="dialect">The source's SQL.</param>
    public static string? ForModel(PidModel model, IEnumerable<PidModel> chosen, PlanOptions options, Dialect dialect)
    {
        var since = options.Since is null ? null : SinceFilter.ToSql(model, options.Since, dialect);
        var where = options.Where is null ? null : EndComment(options.Where);
        if (where is not null && Owner(model, chosen) is var (owner, key))
            where =
                $"{dialect.Quote(key.Columns[0])} IN (SELECT {dialect.Quote(key.ReferencedColumns[0])} FROM "
                + $"{dialect.Rows(owner.Definition.Name)} WHERE ({where}))";
        return SqlCondition.And(where, since);
    }

    /// <summary>The table whose columns the user's condition names.</summary>
    public static TableName TableOf(PidModel model, IEnumerable<PidModel> chosen) =>
        (Owner(model, chosen)?.Owner ?? model).Definition.Name;

    /// <summary>A user's condition to which more may be appended: a comment at its end ends there.</summary>
    public static string EndComment(string where) =>
        where.Contains("--", StringComparison.Ordinal) || where.Contains('#', StringComparison.Ordinal)
            ? where + "\n"
            : where;

    private static (PidModel Owner, ForeignKey Key)? Owner(PidModel model, IEnumerable<PidModel> chosen) =>
        model.Owner is not null
        && chosen.FirstOrDefault(m => m.Name == model.Owner) is { } owner
        && model.ForeignKeys.FirstOrDefault(k => k.References == owner.Definition.Name && k.Columns.Count == 1)
            is { } key
            ? (owner, key)
            : null;
}
