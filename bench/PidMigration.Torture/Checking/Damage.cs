namespace PidMigration.Torture.Checking;

/// <summary>What is wrong in the target after a loop.</summary>
/// <param name="Lost">Rows of the source that are not there.</param>
/// <param name="Doubled">Rows that are there twice, or that the source doesn't have.</param>
/// <param name="Changed">Rows with another value.</param>
/// <param name="Owed">Lines of the definitions that are missing or new: indexes, keys, constraints.</param>
internal sealed record Damage(long Lost, long Doubled, long Changed, long Owed)
{
    public static Damage None { get; } = new(0, 0, 0, 0);

    public static Damage operator +(Damage left, Damage right) =>
        new(left.Lost + right.Lost, left.Doubled + right.Doubled, left.Changed + right.Changed, left.Owed + right.Owed);

    public override string ToString() =>
        $"{Lost} rows lost, {Doubled} doubled, {Changed} changed, {Owed} lines of definitions differ";
}
