using PidMigration.Failures;

namespace PidMigration.Conversion;

/// <summary>What a user allowed: a name for everything, or <c>model.column=name</c> for one column.</summary>
public sealed class Allowances
{
    private readonly HashSet<Allowance> _everywhere = [];
    private readonly HashSet<(string Column, Allowance What)> _columns = [];

    /// <summary>Those that change values; the others are about what happens to whole tables.</summary>
    public static IReadOnlyList<Allowance> OfValues { get; } = [.. Enum.GetValues<Allowance>().Except([Allowance.FireTriggers, Allowance.NoRollback])];

    /// <summary>Nothing is allowed.</summary>
    public static Allowances None { get; } = new([]);

    /// <summary>What the user wrote.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Reads what a user wrote.</summary>
    /// <exception cref="MigrationException">PID1404: a name that isn't known.</exception>
    public Allowances(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Texts = [.. texts];
        foreach (var text in Texts)
        {
            var equals = text.LastIndexOf('=');
            if (!Enum.TryParse<Allowance>(text[(equals + 1)..].Trim(), true, out var what) || !Enum.IsDefined(what))
                throw Errors.BadAllowance(text, string.Join(", ", Enum.GetNames<Allowance>()));
            if (equals < 0) _everywhere.Add(what);
            else _columns.Add((text[..equals].Trim().ToUpperInvariant(), what));
        }
    }

    /// <summary>These, and one more for everything.</summary>
    public Allowances With(Allowance what)
    {
        var more = new Allowances([what.ToString()]);
        more._everywhere.UnionWith(_everywhere);
        more._columns.UnionWith(_columns);
        return more;
    }

    /// <summary>Whether something is allowed for a column of a model (or of its table).</summary>
    public bool Has(Allowance what, string model, string table, string column) =>
        _everywhere.Contains(what)
        || _columns.Contains(($"{model}.{column}".ToUpperInvariant(), what))
        || _columns.Contains(($"{table}.{column}".ToUpperInvariant(), what));
}
