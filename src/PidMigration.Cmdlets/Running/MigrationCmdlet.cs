using System.Data.Common;
using System.Management.Automation;
using System.Net.Sockets;
using PidMigration.Cmdlets.Binding;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// What all cmdlets share: the two databases, errors as the catalogue has them, and the work of Core, which runs elsewhere while
/// everything that is written to the pipeline is written on its own thread.
/// </summary>
public abstract class MigrationCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private SignalHold? _hold;

    /// <summary>The database that is read, as a URL or connection string, instead of the session's.</summary>
    [Parameter, BlankToNull]
    public string? Source { get; set; }

    /// <summary>The database that is written, as a URL or connection string, instead of the session's.</summary>
    [Parameter, BlankToNull]
    public string? Target { get; set; }

    /// <summary>User and password for the source.</summary>
    [Parameter, Login]
    public PSCredential? SourceCredential { get; set; }

    /// <summary>User and password for the target.</summary>
    [Parameter, Login]
    public PSCredential? TargetCredential { get; set; }

    /// <summary>The session that the parameters, Connect-PidMigration and the environment make together. Asked for on the pipeline's thread: other threads have no runspace.</summary>
    private protected MigrationSession Session =>
        field ??= MigrationSessions.Resolve(
            Source,
            SourceCredential,
            Target,
            TargetCredential,
            SessionState,
            UsesTarget
        );

    /// <summary>Where a path leads that the user wrote.</summary>
    private protected string Paths(string path) => ShellPaths.Resolve(SessionState, path);

    /// <summary>Whether a target has to be named.</summary>
    private protected virtual bool UsesTarget => true;

    /// <summary>Whether it changes the target, which SIGTERM and SIGHUP must not end in the middle.</summary>
    private protected virtual bool Writes => false;

    /// <summary>Cancelled when the user stops the pipeline, or a signal ends the process.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Not sooner: what comes behind in the pipeline has got all that there was for it.
        _hold?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        // The empty credential has no network credential.
        var typed = PasswordRedaction.Hide(
            MyInvocation,
            SourceCredential?.GetNetworkCredential()?.Password,
            TargetCredential?.GetNetworkCredential()?.Password
        );
        // With -Debug PowerShell asks at every warning whether to go on: advice isn't worth a command that fails where nobody is.
        if (typed && !MyInvocation.BoundParameters.ContainsKey("Debug") && MigrationSessions.ShouldWarnAboutPassword())
            WriteWarning(PasswordRedaction.Advice);
        TranslateErrors(OnBegin);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => TranslateErrors(OnRecord);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (Writes && !this.IsWhatIf())
            _hold = ExitSignals.Shared.Enter(_stop.Cancel);
        try
        {
            TranslateErrors(OnEnd);
        }
        finally
        {
            if (Signal is { } signal)
                Say($"{MyInvocation.MyCommand.Name}: stopped by {signal}. What was not committed is rolled back.");
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>What is looked at before anything is asked or done.</summary>
    /// <exception cref="MigrationException">PID1408, PID1409: a parameter was given nothing.</exception>
    private protected virtual void OnBegin()
    {
        if (GivenValues.FindNothing(this) is { } error)
            throw error;
    }

    private protected virtual void OnRecord() { }

    /// <summary>What is done when all inputs are there.</summary>
    private protected virtual void OnEnd() { }

    /// <summary>Waits for work that needs the session, and runs off the pipeline's thread.</summary>
    private protected T Wait<T>(Func<MigrationSession, CancellationToken, Task<T>> work)
    {
        var session = Session;
        return Wait(stop => work(session, stop));
    }

    /// <summary>Waits for work that runs off the pipeline's thread.</summary>
    private protected T Wait<T>(Func<CancellationToken, Task<T>> work) =>
        Task.Run(() => work(StopToken)).GetAwaiter().GetResult();

    /// <summary>Makes a session the runspace's own, once both of its databases have answered.</summary>
    private protected PidConnection Connect(MigrationSession session)
    {
        var (from, into) = Wait(session.ProbeAsync);
        MigrationSessions.Set(SessionState, session);
        return new PidConnection(
            session.Source.ToString(),
            $"{from.Product} {from.Version}",
            session.Target.ToString(),
            $"{into.Product} {into.Version}"
        );
    }

    private protected static void DisposeAndWait(IAsyncDisposable finished) =>
        Task.Run(async () => await finished.DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();

    /// <summary>Writes what a stopped pipeline, which takes no more records, can do without.</summary>
    internal static void IfNotStopped(Action write)
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            // The host takes its bars away itself then.
        }
    }

    /// <summary>Takes what a stream of work tells, one by one, on the pipeline's thread.</summary>
    private protected void Pump<T>(IAsyncEnumerable<T> items, Action<T> take)
    {
        var queue = new BlockingQueue<T>();
        var work = Task.Run(async () =>
        {
            try
            {
                await foreach (var item in items.WithCancellation(StopToken).ConfigureAwait(false))
                    queue.Add(item);
            }
            finally
            {
                queue.Complete();
            }
        });
        try
        {
            while (queue.TryTake(out var item))
                take(item);
        }
        catch
        {
            // The pipeline ended before the work did (Ctrl+C, Select-Object -First): stop the work, and wait until it has.
            _stop.Cancel();
            work.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            throw;
        }

        work.GetAwaiter().GetResult();
    }

    /// <summary>Reports an error of one thing, and goes on.</summary>
    internal void WriteError(MigrationException error) => WriteError(Record(error));

    /// <summary>Says something when the pipeline, which is being stopped, takes no more records.</summary>
    internal void Say(string message)
    {
        try
        {
            Host.UI.WriteWarningLine(message);
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }

    /// <summary>Asks somebody something, who may let it wait when a signal ends the process.</summary>
    internal T Ask<T>(Func<T> question) => _hold is null ? question() : _hold.Ask(question);

    /// <summary>Ends the command with an error.</summary>
    private protected void Fail(MigrationException error) => ThrowTerminatingError(Record(error));

    /// <summary>Asks whether something may be deleted, as ConfirmImpact, -Confirm and -WhatIf say.</summary>
    /// <param name="what">What is deleted, as a sentence without its end.</param>
    /// <exception cref="MigrationException">The question is due and nobody can be asked.</exception>
    private protected bool MayDelete(string what)
    {
        if (!this.IsWhatIf() && !this.SaysYes() && !DeleteConfirmation.CanAsk(Host))
            throw Errors.CannotAsk(what + "?");
        try
        {
            return Ask(() => ShouldProcess(what + ".", what + "?", MyInvocation.MyCommand.Name));
        }
        catch (Exception e) when (DeleteConfirmation.IsRefusal(e))
        {
            throw Errors.CannotAsk(what + "?");
        }
    }

    /// <summary>The signal that stops this command; null when none does.</summary>
    private string? Signal => _hold is null ? null : ExitSignals.Shared.Signal;

    private static ErrorRecord Record(MigrationException error) =>
        new(
            error,
            error.Code,
            Enum.TryParse<ErrorCategory>(error.Kind.ToString(), out var category)
                ? category
                : ErrorCategory.NotSpecified,
            error.Target
        );

    private void TranslateErrors(Action work)
    {
        try
        {
            work();
            // What was stopped must not look done to what comes next; PowerShell itself knows nothing of a signal.
            if (Signal is not null)
                throw new PipelineStoppedException();
        }
        catch (MigrationException e)
        {
            // The process ends before PowerShell would show the error.
            if (Signal is not null)
                Say(e.Message);
            Fail(e);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e)
            when (e is DbException or IOException or SocketException && Session.TranslateConnectionLoss(e) is not null)
        {
            Fail(Session.TranslateConnectionLoss(e)!);
        }
    }
}
