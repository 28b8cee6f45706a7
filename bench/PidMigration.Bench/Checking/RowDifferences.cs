namespace PidMigration.Bench.Checking;

/// <summary>What differs between a table of the source and the target's.</summary>
/// <param name="Missing">The rows that only the source has.</param>
/// <param name="Extra">The rows that only the target has.</param>
/// <param name="Changed">The rows with the same key and other values.</param>
internal readonly record struct RowDifferences(long Missing, long Extra, long Changed)
{
    /// <summary>All rows that differ.</summary>
    public long Total => Missing + Extra + Changed;
}
