namespace PidMigration.Findings;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Nothing is lost, but it may not be what is wanted.</summary>
    Warning,

    /// <summary>Nothing is cleared or copied while it stands.</summary>
    Error,
}
