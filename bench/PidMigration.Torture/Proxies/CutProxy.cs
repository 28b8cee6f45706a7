using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PidMigration.Torture.Proxies;

/// <summary>Stands between the client and a server on loopback, and cuts a connection after so many bytes.</summary>
/// <remarks>Only what is open at that moment is cut; who comes afterwards gets through.</remarks>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<CutConnection> _connections = [];
    private readonly TaskCompletionSource<string> _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _clock = new();
    private readonly int _server;
    private readonly Task _accepting;
    private long _bytes;
    private long _limit = long.MaxValue;
    private CutKind _kind;
    private bool _all;

    public CutProxy(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the client connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The bytes that went through so far, both ways.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Done with the moment of the cut: which connections, in words.</summary>
    public Task<string> Cut => _cut.Task;

    /// <summary>How long ago the cut was; zero before.</summary>
    public TimeSpan SinceCut => _clock.Elapsed;

    /// <summary>Cuts the connection that carries this byte, or all that are open then.</summary>
    /// <param name="kind">How.</param>
    /// <param name="after">So many bytes go through before.</param>
    /// <param name="all">Whether all connections are cut.</param>
    public void Arm(CutKind kind, long after, bool all)
    {
        (_kind, _all) = (kind, all);
        Interlocked.Exchange(ref _limit, after);
    }

    /// <summary>How many of these bytes may go on before a cut; less than all of them once.</summary>
    internal int Admit(int count)
    {
        var before = Interlocked.Add(ref _bytes, count) - count;
        var limit = Interlocked.Read(ref _limit);
        return before + count <= limit ? count : (int)Math.Max(0, limit - before);
    }

    /// <summary>Cuts, when it is not done yet; the connection that asks carried the byte.</summary>
    /// <returns>Whether the connection that asks is cut.</returns>
    internal bool InjectedFault(CutConnection carrier)
    {
        List<CutConnection> hit;
        lock (_connections)
        {
            if (_cut.Task.IsCompleted)
                return carrier.IsCut;
            Interlocked.Exchange(ref _limit, long.MaxValue);
            hit = _all ? [.. _connections] : [carrier];
            foreach (var connection in hit)
                connection.Cut(_kind);
            _clock.Start();
            _cut.SetResult($"{_kind} of {hit.Count} of {_connections.Count} connections");
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
                running.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The proxy is closed.
        }
        await Task.WhenAll(running);
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                return;
            }
            client.NoDelay = server.NoDelay = true;
            var connection = new CutConnection(this, client, server);
            lock (_connections)
                _connections.Add(connection);
            await connection.RunAsync(_stop.Token);
            lock (_connections)
                _connections.Remove(connection);
        }
    }
}
