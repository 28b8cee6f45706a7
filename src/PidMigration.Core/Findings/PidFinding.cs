using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Findings;

/// <summary>A result of the pre-flight, about the schemas or the data.</summary>
public sealed record PidFinding
{
    public required FindingSeverity Severity { get; init; }

    /// <summary>The code, as docs/errors.md lists it.</summary>
    public required string Code { get; init; }

    /// <summary>The model; empty if it concerns a server.</summary>
    public string Model { get; init; } = "";

    /// <summary>The column; empty if it concerns the table.</summary>
    public string Column { get; init; } = "";

    /// <summary>The violated rule in one word: Length, Range, Collation …</summary>
    public string Rule { get; init; } = "";

    /// <summary>The number of rows it concerns; 0 if it doesn't concern rows.</summary>
    public long Rows { get; init; }

    /// <summary>The keys of the first few of those rows.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    public required string Message { get; init; }

    /// <summary>The kind of failure if it ends a command.</summary>
    internal FailureKind Kind { get; init; } = FailureKind.InvalidData;

    /// <summary>A warning about the settings of the target's server.</summary>
    internal static PidFinding OfSettings(string warning) =>
        new()
        {
            Severity = FindingSeverity.Warning,
            Code = "PID1216",
            Rule = "Settings",
            Message = warning,
        };

    /// <summary>A warning about a whole catalog.</summary>
    internal static PidFinding Of(CatalogWarning remark) =>
        new()
        {
            Severity = remark.IsWarning ? FindingSeverity.Warning : FindingSeverity.Information,
            Code = remark.Code,
            Rule = "Catalog",
            Message = remark.Message,
        };

    /// <summary>An error of the catalogue as a finding.</summary>
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
                        ? $" ({more} more {(more == 1 ? "finding prevents" : "findings prevent")} the copy; "
                            + "Compare-PidSchema lists them.)"
                        : ""
                ),
            Model
        );

    /// <summary>Throws the first finding that prevents the copy, and says how many more there are.</summary>
    internal static void ThrowFirst(IEnumerable<PidFinding> findings)
    {
        var errors = findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        if (errors.Count > 0)
            throw errors[0].ToError(errors.Count - 1);
    }
}
