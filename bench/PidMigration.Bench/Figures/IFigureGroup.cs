namespace PidMigration.Bench.Figures;

/// <summary>Figures that are measured together.</summary>
internal interface IFigureGroup
{
    /// <summary>What the report calls them.</summary>
    string Name { get; }

    /// <summary>Measures them.</summary>
    /// <exception cref="InvalidOperationException">A run failed, or what it copied isn't what it should be.</exception>
    Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellationToken);
}
