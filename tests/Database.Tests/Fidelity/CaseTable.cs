namespace PidMigration.Database.Tests.Fidelity;

/// <summary>The cases of one direction.</summary>
public abstract class CaseTable
{
    public abstract IReadOnlyList<Case> Cases { get; }

    /// <summary>What the source's script begins with: types, extensions.</summary>
    public virtual string BeforeSource => "";

    /// <summary>The same for the target.</summary>
    public virtual string BeforeTarget => "";
}
