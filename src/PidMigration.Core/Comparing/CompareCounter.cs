namespace PidMigration.Comparing;

/// <summary>How far the comparison of a model is. All ways of comparing count here.</summary>
/// <param name="onAdvanced">Called after each stretch of rows; false ends the comparison.</param>
internal sealed class CompareCounter(Func<ValueTask<bool>>? onAdvanced = null)
{
    /// <summary>The rows that are the same so far.</summary>
    public long Equal { get; private set; }

    public void AddEqual(long rows) => Equal += rows;

    /// <summary>Says that a stretch of rows is done; false when the comparison is to end.</summary>
    public ValueTask<bool> AdvanceAsync() => onAdvanced?.Invoke() ?? ValueTask.FromResult(true);
}
