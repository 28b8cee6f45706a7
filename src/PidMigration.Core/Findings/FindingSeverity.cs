namespace PidMigration.Findings;

/// <summary>How serious a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing has to be done.</summary>
    Information,

    /// <summary>Nothing is lost, but the result may not be what the user wants.</summary>
    Warning,

    /// <summary>Prevents the copy: nothing is cleared or copied.</summary>
    Error,
}
