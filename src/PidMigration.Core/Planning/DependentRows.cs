using System.Globalization;
using PidMigration.Catalog;

namespace PidMigration.Planning;

/// <summary>Rows that depend on the rows of a table that is cleared.</summary>
public static class DependentRows
{
    /// <summary>Dependents for a message: <c>554,311 rows of pid_target</c>.</summary>
    public static string Describe(IReadOnlyList<(TableName Table, long Rows)> dependents)
    {
        ArgumentNullException.ThrowIfNull(dependents);
        return string.Join(
            " and ",
            dependents.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Rows:N0} rows of {d.Table}"))
        );
    }
}
