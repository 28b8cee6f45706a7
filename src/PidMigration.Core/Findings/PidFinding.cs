using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Findings;

/// <summary>Something that the pre-flight found, in the schemas or in the data.</summary>
public sealed record PidFinding
{
    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Its code in the catalogue.</summary>
    public required string Code { get; init; }

    /// <summary>The model; empty where it is about a server.</summary>
    public string Model { get; init; } = "";

    /// <summary>The column; empty where it is about the table.</summary>
    public string Column { get; init; } = "";

    /// <summary>The rule that isn't kept, in a word: Length, Range, Collation …</summary>
    public string Rule { get; init; } = "";

    /// <summary>The rows it is about; 0 where it isn't about rows.</summary>
    public long Rows { get; init; }

    /// <summary>The keys of the first few of those rows.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What is the matter, and the way out.</summary>
    public required string Message { get; init; }

    /// <summary>What sort of failure it would be.</summary>
    internal FailureKind Kind { get; init; } = FailureKind.InvalidData;

    /// <summary>What the settings of the target's server mean for a copy.</summary>
    internal static PidFinding OfSettings(string warning) =>
        new()
        {
            Severity = FindingSeverity.Warning,
            Code = "PID1216",
            Rule = "Settings",
            Message = warning,
        };

    /// <summary>What is to be known of a whole catalog.</summary>
    internal static PidFinding Of(CatalogWarning remark) =>
        new()
        {
            Severity = remark.IsWarning ? FindingSeverity.Warning : FindingSeverity.Information,
            Code = remark.Code,
            Rule = "Catalog",
            Message = remark.Message,
        };

    /// <summary>What was found, as it is said in an error.</summary>
    internal static PidFinding Of(MigrationException error, string model, string column, string rule) =>
        new()
        {
            Severity = FindingSeverity.Error,
            Code = error.Code,
            Model = model,
            Column = column,
            Rule = rule,
            Message = error.Message,
            Kind = error.Kind,
        };

    /// <summary>The finding as an error that ends a command.</summary>
    internal MigrationException ToError(int more) =>
        new(
            Code,
            Kind,
            Message
                + (
                    more > 0
                        ? $" ({more} more {(more == 1 ? "finding stands" : "findings stand")} in the way; "
                            + $"Compare-PidSchema lists all.)"
                        : ""
                ),
            Model
        );

    /// <summary>Throws the first finding that forbids to go on, and says how many more there are.</summary>
    internal static void ThrowFirst(IEnumerable<PidFinding> findings)
    {
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0)
            throw errors[0].ToError(errors.Count - 1);
    }
}
