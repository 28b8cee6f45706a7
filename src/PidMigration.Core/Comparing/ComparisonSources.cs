namespace PidMigration.Comparing;

/// <summary>The two databases that are compared.</summary>
/// <param name="Source">The source.</param>
/// <param name="Target">The target.</param>
internal sealed record ComparisonSources(ComparedDatabase Source, ComparedDatabase Target) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync().ConfigureAwait(false);
        await Target.DisposeAsync().ConfigureAwait(false);
    }
}
