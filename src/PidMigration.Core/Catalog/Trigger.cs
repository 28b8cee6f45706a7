namespace PidMigration.Catalog;

/// <summary>A trigger of a table, or a rule with the same effect (PostgreSQL).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Events">The events that it fires for.</param>
public sealed record Trigger(string Name, TriggerEvents Events)
{
    /// <summary>Whether it fires in an ordinary session.</summary>
    public bool FiresNormally { get; init; } = true;

    /// <summary>
    /// Whether it fires in a session that has switched constraints and triggers off as far as it may (PostgreSQL's
    /// replica role).
    /// </summary>
    public bool FiresWhenOff { get; init; } = true;

    /// <summary>Whether it may change the row that is about to be written (BEFORE … FOR EACH ROW).</summary>
    public bool ChangesRow { get; init; }

    /// <summary>Whether it fires in our session.</summary>
    public bool Fires(bool areOff) => areOff ? FiresWhenOff : FiresNormally;
}
