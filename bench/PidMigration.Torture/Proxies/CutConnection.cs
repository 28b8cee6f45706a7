using System.Diagnostics;
using System.Net.Sockets;

namespace PidMigration.Torture.Proxies;

/// <summary>A connection that goes through the proxy.</summary>
internal sealed class CutConnection(CutProxy proxy, Socket client, Socket server)
{
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource<CutKind> _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it is cut.</summary>
    public bool IsCut => _cut.Task.IsCompleted;

    /// <summary>Cuts it.</summary>
    public void Cut(CutKind kind) => _cut.TrySetResult(kind);

    /// <summary>Carries bytes both ways until both ends are done, or it is cut.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var carrying = Task.WhenAll(CarryAsync(client, server, stop.Token), CarryAsync(server, client, stop.Token));
        if (await Task.WhenAny(carrying, _cut.Task) == carrying)
            return;

        await stop.CancelAsync();
        await carrying;
        switch (await _cut.Task)
        {
            case CutKind.Drop:
                client.Shutdown(SocketShutdown.Both);
                server.Shutdown(SocketShutdown.Both);
                break;
            case CutKind.Reset:
                Reset();
                break;
            case CutKind.Stall:
                await StallAsync(cancellationToken);
                break;
        }
    }

    // Nothing goes through, not even what either end does to close it. The server learns of it as from a network that
    // comes back: when the client has given up, or after a while (a closing that waits behind unread bytes is not seen
    // here).
    private async Task StallAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            while (clock.Elapsed < LongestStall && !HasClosed(client))
                await Task.Delay(50, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The proxy is closed.
        }
        Reset();
    }

    // The kernel's own state of the connection, because bytes that stand before the closing hide it from whoever reads
    // (linux/tcp.h: the first byte of TCP_INFO).
    private static bool HasClosed(Socket socket)
    {
        const int TcpInfo = 11;
        const int Established = 1;
        Span<byte> state = stackalloc byte[1];
        return socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpInfo, state) == 0 || state[0] != Established;
    }

    private void Reset()
    {
        foreach (var socket in (Socket[])[client, server])
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
    }

    private async Task CarryAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
            {
                var admitted = proxy.Admit(count);
                for (var sent = 0; sent < admitted; )
                    sent += await to.SendAsync(buffer.AsMemory(sent, admitted - sent), cancellationToken);
                if (admitted == count)
                    continue;
                if (proxy.InjectedFault(this))
                    return;
                // Another connection carried the byte, and this one goes on whole.
                for (var sent = admitted; sent < count; )
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end is gone; the other is told so, unless it is the cut itself that ended this.
            if (!IsCut && to.Connected)
                to.Close();
        }
    }
}
