namespace PidMigration.Database.Tests.Losses;

/// <summary>
/// What the source and the row check said of all values of all pairs of columns to which a rule applies.
/// </summary>
internal sealed class RuleOutcome
{
    /// <summary>The pairs of columns.</summary>
    public int Pairs { get; set; }

    /// <summary>The pairs for which the source can't be asked.</summary>
    public int NotAsked { get; set; }

    /// <summary>The values that both called lost.</summary>
    public int Lost { get; set; }

    /// <summary>The values that both let pass.</summary>
    public int Fits { get; set; }

    /// <summary>The values about which they differ.</summary>
    public List<string> Differences { get; } = [];
}
