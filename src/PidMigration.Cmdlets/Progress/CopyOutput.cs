using PidMigration.Cmdlets.Base;
using PidMigration.Copying;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Progress;

/// <summary>
/// Writes a copy's events to the cmdlet's streams. A stopped pipeline takes no more records: from then on, what matters
/// is kept for the host.
/// </summary>
internal sealed class CopyOutput(MigrationCmdlet cmdlet, CopyRun run, CancellationToken stopped)
{
    private readonly Dictionary<string, long> _committedRows = [];
    private readonly List<string> _errorsAfterStop = [];
    private CopyProgress? _progress;

    /// <summary>The bars; their clocks start with the first event, after all prompts.</summary>
    private CopyProgress Progress => _progress ??= new CopyProgress(run.Plans, cmdlet.WriteProgress);

    public void Handle(CopyEvent copyEvent)
    {
        if (copyEvent is CopyEvent.Started started)
            _committedRows[started.Plan.Model.Name] = 0;
        if (copyEvent is CopyEvent.Committed committed)
            _committedRows[committed.Plan.Model.Name] = committed.Rows;
        if (stopped.IsCancellationRequested)
        {
            // The error also tells what earlier attempts copied, and which indexes are still dropped.
            if (copyEvent is CopyEvent.Ended { Error: { } error } late && _committedRows.Remove(late.Result.Model))
                _errorsAfterStop.Add(error.Message);
            return;
        }

        Progress.Handle(copyEvent);
        if (copyEvent is CopyEvent.Retrying retry)
            cmdlet.WriteWarning($"{retry.Plan.Model.Name}: retrying. {retry.Error.Message}");
        if (copyEvent is CopyEvent.PostCopyError problem)
            cmdlet.WriteError(problem.Error);
        if (copyEvent is not CopyEvent.Ended ended)
            return;
        _committedRows.Remove(ended.Result.Model);
        cmdlet.WriteObject(ended.Result);
        if (ended.Error is not null)
            cmdlet.WriteError(ended.Error);
    }

    /// <summary>Removes the bars, however the copy ended: they would stay for the rest of a script.</summary>
    public void Complete() => MigrationCmdlet.IfNotStopped(() => _progress?.Complete());

    /// <summary>Tells for each model that was stopped how much of it is committed.</summary>
    public void ReportStopped()
    {
        if (!stopped.IsCancellationRequested)
            return;
        var stoppedModels = _committedRows.Select(r => Errors.Stopped(r.Key, r.Value).Message);
        foreach (var message in _errorsAfterStop.Concat(stoppedModels))
            cmdlet.WriteToHost(message);
    }
}
