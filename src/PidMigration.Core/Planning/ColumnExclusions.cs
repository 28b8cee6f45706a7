using System.IO.Enumeration;
using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Planning;

/// <summary>
/// The columns of -ExcludeColumn: they are not copied, compared or synced. Each is a pattern of <c>model.column</c> or
/// <c>table.column</c>, in which <c>*</c> stands for any characters and <c>?</c> for one.
/// </summary>
public sealed class ColumnExclusions
{
    public static ColumnExclusions None { get; } = new([]);

    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Reads what a user wrote.</summary>
    /// <exception cref="MigrationException">PID1416: a pattern without a model's name before the column's.</exception>
    public ColumnExclusions(IEnumerable<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Patterns = [.. patterns.Select(p => p.Trim())];
        foreach (var pattern in Patterns)
            if (pattern.LastIndexOf('.') is var dot && (dot < 1 || dot == pattern.Length - 1))
                throw ParameterErrors.BadColumnPattern(pattern);
    }

    /// <summary>Whether a column of a model is excluded.</summary>
    public bool Contains(PidModel model, string column)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Patterns.Any(p => Matches(p, model, column));
    }

    /// <summary>
    /// Each pattern has to mean a column of one of the models: a misspelled one would exclude nothing, unseen.
    /// </summary>
    /// <exception cref="MigrationException">PID1417: a pattern that matches no column.</exception>
    public void CheckUsed(IReadOnlyList<PidModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        foreach (var pattern in Patterns)
            if (
                !models.Any(m =>
                    m.Columns.Any(c => Matches(pattern, m, c.Name))
                    // Columns that the server doesn't show may be meant.
                    || m.Definition.HidesColumns && NamesModel(pattern, m)
                )
            )
                throw ParameterErrors.NoColumnExcluded(pattern, Nearest(pattern, models));
    }

    /// <summary>
    /// Columns of the models that the pattern may have meant: those of that name in other models, or alike.
    /// </summary>
    private static IReadOnlyList<string> Nearest(string pattern, IReadOnlyList<PidModel> models)
    {
        var column = pattern[(pattern.LastIndexOf('.') + 1)..];
        var named = models.Where(m => NamesModel(pattern, m)).ToList();
        var columns = (named.Count > 0 ? named : models).SelectMany(m =>
            m.Columns.Select(c => (Model: m.Name, c.Name))
        );
        return
        [
            .. columns
                .Select(c => (Text: $"{c.Model}.{c.Name}", Distance: ModelSelection.Distance(c.Name, column)))
                .Where(c => c.Distance <= Math.Max(2, column.Length / 3))
                .OrderBy(c => c.Distance)
                .ThenBy(c => c.Text, StringComparer.Ordinal)
                .Select(c => c.Text)
                .Take(3),
        ];
    }

    /// <summary>Whether what comes before the column in a pattern means a model, whatever its columns are.</summary>
    private static bool NamesModel(string pattern, PidModel model) =>
        Matches(pattern[..pattern.LastIndexOf('.')] + ".*", model, "any");

    private static bool Matches(string pattern, PidModel model, string column) =>
        Matches(pattern, $"{model.Name}.{column}") || Matches(pattern, $"{model.Table}.{column}");

    private static bool Matches(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace(@"\", @"\\", StringComparison.Ordinal), name);
}
