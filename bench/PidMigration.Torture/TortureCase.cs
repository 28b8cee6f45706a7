using PidMigration.Torture.Checking;
using PidMigration.Torture.KillTargets;

namespace PidMigration.Torture;

/// <summary>A copy that is tortured.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Options">Copy-PidModel's options for the first run.</param>
/// <param name="Audit">What the source holds.</param>
internal sealed record TortureCase(
    string Name,
    KillTarget Source,
    KillTarget Target,
    IReadOnlyList<string> Options,
    RowAudit Audit
)
{
    public const string SourceDatabase = "torture_source";
    public const string TargetDatabase = "torture_target";

    /// <summary>The target's definitions before anything was copied.</summary>
    public string Definitions { get; set; } = "";

    /// <summary>What undisturbed runs take; the moments are spread over it.</summary>
    public TimeSpan Length { get; set; }

    /// <summary>How much of it the target drops and builds indexes and keys.</summary>
    public TimeSpan IndexTime { get; set; }

    /// <summary>The bytes that an undisturbed run exchanges with the source.</summary>
    public long SourceBytes { get; set; }

    /// <summary>The bytes that an undisturbed run exchanges with the target.</summary>
    public long TargetBytes { get; set; }
}
