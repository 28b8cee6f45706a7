namespace PidMigration.Bench.Servers;

/// <summary>A global variable of a MySQL or MariaDB server, changed for a while.</summary>
/// <param name="name">The variable.</param>
/// <param name="value">What it is to be meanwhile.</param>
internal sealed class MySqlSetting(string name, string value)
{
    private string? _before;

    /// <summary>Changes it for connections that begin from now on.</summary>
    public async Task ChangeAsync(Server server, CancellationToken cancellationToken)
    {
        _before = await server.AskAsync($"SELECT @@GLOBAL.{name}", cancellationToken);
        await server.AskAsync($"SET GLOBAL {name} = {value}", cancellationToken);
    }

    /// <summary>Puts it back as it was found; nothing where it was never changed.</summary>
    public async Task RestoreAsync(Server server)
    {
        // A run that is cancelled leaves the server as it was too.
        if (_before is not null)
            await server.AskAsync($"SET GLOBAL {name} = {_before}", CancellationToken.None);
        _before = null;
    }
}
