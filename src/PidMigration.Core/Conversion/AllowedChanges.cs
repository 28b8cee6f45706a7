using PidMigration.Failures;

namespace PidMigration.Conversion;

/// <summary>What a user allowed: a name for everything, or <c>model.column=name</c> for one column.</summary>
public sealed class AllowedChanges
{
    private readonly HashSet<AllowedChange> _everywhere = [];
    private readonly HashSet<(string Column, AllowedChange What)> _columns = [];

    /// <summary>Those that change values; the others are about what happens to whole tables.</summary>
    public static IReadOnlyList<AllowedChange> OfValues { get; } =
    [.. Enum.GetValues<AllowedChange>().Except([AllowedChange.FireTriggers, AllowedChange.NoRollback])];

    public static AllowedChanges None { get; } = new([]);

    /// <summary>The names as the user typed them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads names as a user types them.</summary>
    /// <exception cref="MigrationException">PID1404: a name that isn't known.</exception>
    public AllowedChanges(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Names = [.. texts];
        foreach (var text in Names)
        {
            var equals = text.LastIndexOf('=');
            if (!Enum.TryParse<AllowedChange>(text[(equals + 1)..].Trim(), true, out var what) || !Enum.IsDefined(what))
                throw Errors.BadAllowance(text, string.Join(", ", Enum.GetNames<AllowedChange>()));
            if (equals < 0)
                _everywhere.Add(what);
            else
                _columns.Add((text[..equals].Trim().ToUpperInvariant(), what));
        }
    }

    /// <summary>These, and one more for everything.</summary>
    public AllowedChanges With(AllowedChange what)
    {
        var more = new AllowedChanges([what.ToString()]);
        more._everywhere.UnionWith(_everywhere);
        more._columns.UnionWith(_columns);
        return more;
    }

    /// <summary>Whether something is allowed for a column of a model (or of its table).</summary>
    public bool Has(AllowedChange what, string model, string table, string column) =>
        _everywhere.Contains(what)
        || _columns.Contains(($"{model}.{column}".ToUpperInvariant(), what))
        || _columns.Contains(($"{table}.{column}".ToUpperInvariant(), what));
}
