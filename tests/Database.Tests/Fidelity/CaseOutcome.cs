using PidMigration.Copying;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>What became of a case's table.</summary>
public sealed class CaseOutcome
{
    /// <summary>What the pre-flight found, nothing allowed.</summary>
    public List<PidFinding> Findings { get; } = [];

    /// <summary>The target's rows after the copy was refused: the one that was there before.</summary>
    public IReadOnlyList<string> Untouched { get; set; } = [];

    /// <summary>The ordinary copy, where the case can be carried.</summary>
    public PidCopyResult? Copied { get; set; }

    public IReadOnlyDictionary<int, string> Arrived { get; set; } = new Dictionary<int, string>();

    /// <summary>The copy without a pre-flight that stops at the first row that is refused.</summary>
    public PidCopyResult? Stopped { get; set; }

    public string? StoppedCode { get; set; }

    public IReadOnlyDictionary<int, string> AfterStop { get; set; } = new Dictionary<int, string>();

    /// <summary>The copy without a pre-flight that collects the rows that are refused.</summary>
    public PidCopyResult? Collected { get; set; }

    public IReadOnlyDictionary<int, string> AfterCollect { get; set; } = new Dictionary<int, string>();

    /// <summary>The keys and reasons in the rejects file.</summary>
    public Dictionary<int, string> Rejects { get; } = [];
}
