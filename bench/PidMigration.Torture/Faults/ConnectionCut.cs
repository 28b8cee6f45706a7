using System.Diagnostics;
using System.Globalization;
using PidMigration.Torture.Attempts;
using PidMigration.Torture.Proxies;

namespace PidMigration.Torture.Faults;

/// <summary>A connection to one of the servers is dropped, reset or stalled.</summary>
internal sealed class ConnectionCut : Fault
{
    /// <summary>Copy-PidModel's -Timeout.</summary>
    private const int Timeout = 5;

    // What a stall may take to be noticed: the timeout itself, and a busy machine.
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(Timeout + 10);

    // Before the other server stands one too: only so it is known whether the run moves on without the stalled
    // connection.
    private readonly CutProxy _proxy;
    private readonly CutProxy _other;
    private readonly CutKind _kind;
    private readonly bool _atSource;

    /// <summary>Puts a proxy before one of the servers.</summary>
    /// <param name="theCase">The copy.</param>
    /// <param name="share">The moment, as a share of the bytes of an undisturbed run.</param>
    /// <param name="kind">How the connection is lost.</param>
    /// <param name="atSource">Whether it is one to the source.</param>
    /// <param name="all">Whether all connections to that server are lost.</param>
    public ConnectionCut(TortureCase theCase, double share, CutKind kind, bool atSource, bool all)
        : base(theCase, share)
    {
        _kind = kind;
        _atSource = atSource;
        _proxy = new CutProxy((atSource ? theCase.Source : theCase.Target).Port);
        _other = new CutProxy((atSource ? theCase.Target : theCase.Source).Port);
        _proxy.Arm(kind, (long)(share * (atSource ? theCase.SourceBytes : theCase.TargetBytes)), all);
    }

    public override string Kind =>
        _kind switch
        {
            CutKind.Drop => "connection dropped",
            CutKind.Reset => "connection reset",
            _ => "connection stalled",
        };

    public override string Source => Case.Source.UrlOf(TortureCase.SourceDatabase, (_atSource ? _proxy : _other).Port);

    public override string Target => Case.Target.UrlOf(TortureCase.TargetDatabase, (_atSource ? _other : _proxy).Port);

    public override IReadOnlyList<string> Options =>
        ["-RetryCount", "4", "-RetryDelay", "0.5", "-Timeout", Timeout.ToString(CultureInfo.InvariantCulture)];

    public override async Task<InjectedFault?> InjectAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        while (!_proxy.Cut.IsCompleted)
        {
            if (attempt.HasEnded)
                return null;
            await Task.WhenAny(_proxy.Cut, Task.Delay(20, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
        var moment = attempt.Elapsed - _proxy.SinceCut;
        var injected = new InjectedFault(
            moment,
            $"{await _proxy.Cut}, {(_atSource ? "source" : "target")}; {await Watch.PhaseAsync(cancellationToken)}"
        );
        if (_kind == CutKind.Stall)
            await AwaitNoticeAsync(attempt, moment, cancellationToken);
        return injected;
    }

    public override async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _other.DisposeAsync();
        await base.DisposeAsync();
    }

    // A line that names the lost connection, or the end of the run, or one that goes on without it.
    private async Task AwaitNoticeAsync(Attempt attempt, TimeSpan moment, CancellationToken cancellationToken)
    {
        var quiet = Stopwatch.StartNew();
        var bytes = _proxy.Bytes + _other.Bytes;
        while (!attempt.HasEnded && !attempt.Troubles(moment).Any())
        {
            if (_proxy.Bytes + _other.Bytes is var now && now != bytes)
            {
                bytes = now;
                quiet.Restart();
            }
            if (quiet.Elapsed > Notice)
                throw new TortureException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"a stalled connection was not noticed within {Notice.TotalSeconds:0} s of a "
                            + $"-Timeout of {Timeout} s"
                    )
                );
            await Task.Delay(50, cancellationToken);
        }
    }
}
