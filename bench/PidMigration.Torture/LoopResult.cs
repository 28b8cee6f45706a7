using PidMigration.Torture.Checking;

namespace PidMigration.Torture;

/// <summary>What came of one loop: a run that was disturbed, its resumes, and the checks.</summary>
/// <param name="Kind">What disturbed it.</param>
/// <param name="Case">The copy's name.</param>
/// <param name="Phase">Moment and phase.</param>
internal sealed record LoopResult(string Kind, string Case, string Phase)
{
    /// <summary>Whether the first run came to its end by itself, in spite of the disturbance.</summary>
    public bool Survived { get; init; }

    /// <summary>How often Copy-PidModel -Resume went on with it.</summary>
    public int Resumes { get; init; }

    /// <summary>Whether nothing had been begun, so that it was started anew.</summary>
    public bool StartedAnew { get; init; }

    /// <summary>From the disturbance to the end of the run or its last resume.</summary>
    public TimeSpan Recovery { get; init; }

    /// <summary>What is wrong in the target.</summary>
    public Damage Damage { get; init; } = Damage.None;

    /// <summary>Why the loop failed, or null.</summary>
    public string? Failure { get; init; }
}
