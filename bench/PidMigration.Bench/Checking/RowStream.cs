using System.Diagnostics;
using PidMigration.Bench.Measuring;

namespace PidMigration.Bench.Checking;

/// <summary>The lines that a client prints, one at a time.</summary>
internal sealed class RowStream : IAsyncDisposable
{
    private readonly Process _client;
    private readonly Task<string> _errors;

    private RowStream(Process client)
    {
        _client = client;
        _errors = client.StandardError.ReadToEndAsync();
    }

    public static RowStream Start(ProcessStartInfo command) => new(ChildProcess.Start(command));

    public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) =>
        _client.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Makes sure that the end of the lines was the end of the table.</summary>
    /// <exception cref="InvalidOperationException">The client failed.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await _client.WaitForExitAsync(cancellationToken);
        if (_client.ExitCode != 0)
            throw new InvalidOperationException(
                $"{_client.StartInfo.FileName} ended with {_client.ExitCode}: {await _errors}"
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (!_client.HasExited)
            _client.Kill();
        await _errors;
        _client.Dispose();
    }
}
