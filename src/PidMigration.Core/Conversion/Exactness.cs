namespace PidMigration.Conversion;

/// <summary>What is known of a pair of kinds before any value is read.</summary>
public enum Exactness
{
    /// <summary>Any value arrives unchanged.</summary>
    Exact,

    /// <summary>Some values fit and some don't; those that don't make the load fail.</summary>
    Checked,

    /// <summary>There is no lossless conversion.</summary>
    Refused,
}
