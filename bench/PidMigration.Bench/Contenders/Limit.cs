namespace PidMigration.Bench.Contenders;

/// <summary>Something that a contender must keep within.</summary>
/// <param name="Title">The limit in words, with its unit.</param>
/// <param name="Bound">The most that is allowed.</param>
/// <param name="Format">How a number is written beside it.</param>
internal abstract record Limit(string Title, double Bound, string Format)
{
    /// <summary>What it came to, in the bound's unit; NaN where that wasn't measured.</summary>
    /// <param name="contender">Whose limit it is.</param>
    /// <param name="result">The case, with what the others did in the same runs.</param>
    /// <param name="idleMemory">The memory of a pwsh that does nothing.</param>
    public abstract double Measured(ContenderResult contender, CaseResult result, long idleMemory);
}
