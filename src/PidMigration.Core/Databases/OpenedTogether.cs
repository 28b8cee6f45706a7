namespace PidMigration.Databases;

/// <summary>
/// What is opened one after the other and used together: disposed in reverse order when a later step fails, and left
/// open once <see cref="Keep"/> says that all of them are there.
/// </summary>
internal sealed class OpenedTogether : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _opened = [];

    /// <summary>Takes charge of what was opened.</summary>
    public T Add<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Push(opened);
        return opened;
    }

    /// <summary>Leaves all of it open: it is its user's now.</summary>
    public void Keep() => _opened.Clear();

    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out var opened))
            await opened.DisposeAsync().ConfigureAwait(false);
    }
}
