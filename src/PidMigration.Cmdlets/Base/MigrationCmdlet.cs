using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Prompting;
using PidMigration.Cmdlets.Security;
using PidMigration.Cmdlets.Sessions;
using PidMigration.Cmdlets.Signals;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Cmdlets.Base;

/// <summary>
/// What all cmdlets share: the parameters for the two databases, and the wiring of the parts that run Core's work off
/// the pipeline's thread, translate its errors, and stop it on Ctrl+C or a signal.
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

    /// <summary>
    /// The session from the parameters, Connect-PidMigration and the environment. Read it on the pipeline's thread:
    /// other threads have no runspace.
    /// </summary>
    private protected MigrationSession Session =>
        field ??= MigrationSessions.Resolve(
            Source,
            SourceCredential,
            Target,
            TargetCredential,
            SessionState,
            UsesTarget
        );

    /// <summary>The full path of a file that the user named.</summary>
    private protected string ResolvePath(string path) => ShellPaths.Resolve(SessionState, path);

    /// <summary>Whether a target has to be named.</summary>
    private protected virtual bool UsesTarget => true;

    /// <summary>
    /// Whether the command changes the target, so that SIGTERM and SIGHUP must not end it in the middle.
    /// </summary>
    private protected virtual bool Writes => false;

    /// <summary>Cancelled when the user stops the pipeline, or a signal ends the process.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>The signal that stops this command; null when none does.</summary>
    private string? Signal => _hold is null ? null : TerminationSignals.Shared.Signal;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Not sooner: by now the commands after this one in the pipeline have received everything.
        _hold?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        WarnAboutPassword();
        TranslateErrors(OnBegin);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => TranslateErrors(OnRecord);

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (Writes && !this.IsWhatIf())
            _hold = TerminationSignals.Shared.Hold(_stop.Cancel);
        try
        {
            TranslateErrors(OnEnd);
        }
        finally
        {
            if (Signal is { } signal)
                WriteToHost(
                    $"{MyInvocation.MyCommand.Name}: stopped by {signal}. What was not committed is rolled back."
                );
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Checks the parameters before anything is asked or done.</summary>
    /// <exception cref="MigrationException">PID1408, PID1409: a parameter was given nothing.</exception>
    private protected virtual void OnBegin()
    {
        if (GivenValues.FindNothing(this) is { } error)
            throw error;
    }

    private protected virtual void OnRecord() { }

    /// <summary>Does the command's work; all input has arrived.</summary>
    private protected virtual void OnEnd() { }

    /// <summary>Runs work that needs the session off the pipeline's thread, and waits for it.</summary>
    private protected T Wait<T>(Func<MigrationSession, CancellationToken, Task<T>> work)
    {
        var session = Session;
        return Wait(stop => work(session, stop));
    }

    /// <summary>Runs work off the pipeline's thread, and waits for it.</summary>
    private protected T Wait<T>(Func<CancellationToken, Task<T>> work) =>
        Task.Run(() => work(StopToken)).GetAwaiter().GetResult();

    /// <summary>Runs work that yields items off the pipeline's thread, and handles each item on it.</summary>
    private protected void Pump<T>(IAsyncEnumerable<T> items, Action<T> take) =>
        new PipelinePump<T>(take, _stop).Run(items);

    private protected static void DisposeAndWait(IAsyncDisposable finished) =>
        Task.Run(async () => await finished.DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();

    /// <summary>Makes a session the runspace's own, once both of its databases have answered.</summary>
    private protected PidConnection Connect(MigrationSession session)
    {
        var (source, target) = Wait(session.ProbeAsync);
        MigrationSessions.Set(SessionState, session);
        return new PidConnection(
            session.Source.ToString(),
            $"{source.Product} {source.Version}",
            session.Target.ToString(),
            $"{target.Product} {target.Version}"
        );
    }

    /// <summary>Reports an error of one thing, and continues.</summary>
    internal void WriteError(MigrationException error) => WriteError(ErrorRecords.From(error));

    /// <summary>Shows a message while the pipeline, which is being stopped, takes no more records.</summary>
    internal void WriteToHost(string message)
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

    /// <summary>Writes something that a stopped pipeline, which takes no more records, can do without.</summary>
    internal static void IfNotStopped(Action write)
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            // The host removes its progress bars by itself then.
        }
    }

    /// <summary>Shows a prompt; a signal that ends the process doesn't wait for its answer.</summary>
    internal T Prompt<T>(Func<T> prompt) => _hold is null ? prompt() : _hold.Prompt(prompt);

    /// <summary>Asks whether something may be deleted, as ConfirmImpact, -Confirm and -WhatIf say.</summary>
    /// <param name="action">What is deleted, as a sentence without its full stop.</param>
    /// <exception cref="MigrationException">PID1504: a prompt is due, and the host can't show one.</exception>
    private protected bool ConfirmDelete(string action)
    {
        var question = action + "?";
        if (!this.IsWhatIf() && !this.SkipsConfirmation() && !HostPrompts.CanPrompt(Host))
            throw Errors.CannotAsk(question);
        try
        {
            return Prompt(() => ShouldProcess(action + ".", question, MyInvocation.MyCommand.Name));
        }
        catch (Exception e) when (HostPrompts.IsRefusal(e))
        {
            throw Errors.CannotAsk(question);
        }
    }

    private void WarnAboutPassword()
    {
        // PSCredential.Empty has no network credential.
        var typed = PasswordRedaction.Hide(
            MyInvocation,
            SourceCredential?.GetNetworkCredential()?.Password,
            TargetCredential?.GetNetworkCredential()?.Password
        );
        // With -Debug, PowerShell prompts at every warning; where no answer can come, the advice would fail the
        // command.
        if (typed && !MyInvocation.BoundParameters.ContainsKey("Debug") && MigrationSessions.ShouldWarnAboutPassword())
            WriteWarning(PasswordRedaction.Advice);
    }

    private void TranslateErrors(Action work)
    {
        try
        {
            work();
            // A command that a signal stopped must not look complete to the next one; PowerShell knows nothing of
            // signals.
            if (Signal is not null)
                throw new PipelineStoppedException();
        }
        catch (MigrationException e)
        {
            // The process ends before PowerShell would show the error.
            if (Signal is not null)
                WriteToHost(e.Message);
            ThrowTerminatingError(ErrorRecords.From(e));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (ErrorRecords.Translate(e, () => Session) is { } translated)
        {
            ThrowTerminatingError(ErrorRecords.From(translated));
        }
    }
}
