namespace PidMigration.Copying.Loading;

/// <summary>What a model's job tells the one who started it.</summary>
internal interface IModelCopyObserver
{
    /// <summary>
    /// The model is copied in ranges that others may take: <see cref="ModelCopyJob.JoinAsync"/> is of use now.
    /// </summary>
    void RangesAvailable();

    /// <summary>
    /// All rows are loaded; what is left to do doesn't need a place among those that load. May be called again.
    /// </summary>
    void Release();
}
