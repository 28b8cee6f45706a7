namespace PidMigration.Cmdlets.Binding;

/// <summary>What becomes of a row that the target refuses.</summary>
public enum RowErrorAction
{
    /// <summary>The model's copy ends there; nothing of that batch stays.</summary>
    Stop,

    /// <summary>The row goes into the rejects file, all others are copied.</summary>
    Collect,
}
