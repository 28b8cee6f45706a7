namespace PidMigration.Planning;

/// <summary>
/// Lets one at a time have what can't be shared: the target's session, while several models are looked at.
/// </summary>
internal sealed class SerialExecutor
{
    private readonly Lock _one = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Does it when all that was asked for before is done, however that ended.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        lock (_one)
        {
            var mine = AfterAsync(_last, work);
            _last = mine;
            return mine;
        }
    }

    private static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await work().ConfigureAwait(false);
    }
}
