namespace PidMigration.Copying;

/// <summary>What the user wants done with a model whose target holds rows.</summary>
public enum CopyDecision
{
    /// <summary>Copy; the target is empty, or only new rows are wanted.</summary>
    Copy,

    /// <summary>Delete the target's rows, then copy.</summary>
    ClearAndCopy,

    /// <summary>Keep the target's rows and copy nothing.</summary>
    Skip,
}
