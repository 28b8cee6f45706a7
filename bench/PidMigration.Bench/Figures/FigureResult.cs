namespace PidMigration.Bench.Figures;

/// <summary>What a group of figures came to.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Figures">The figures; none after a failure.</param>
/// <param name="Failure">Why it counts as failed, or null.</param>
internal sealed record FigureResult(string Name, IReadOnlyList<Figure> Figures, string? Failure)
{
    /// <summary>Measures a group; a failure is a result, so that the report still tells of the others.</summary>
    public static async Task<FigureResult> OfAsync(IFigureGroup group, CancellationToken cancellationToken)
    {
        try
        {
            return new(group.Name, await group.MeasureAsync(cancellationToken), null);
        }
        catch (InvalidOperationException error)
        {
            return new(group.Name, [], error.Message);
        }
    }
}
