namespace PidMigration.Torture.Attempts;

/// <summary>What a run is asked to do.</summary>
internal enum AttemptMode
{
    /// <summary>Copy everything into a target that is cleared.</summary>
    Copy,

    /// <summary>Go on with the last run.</summary>
    Resume,

    /// <summary>Compare every cell.</summary>
    Compare,
}
