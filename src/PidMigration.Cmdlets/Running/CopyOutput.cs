using PidMigration.Copying;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Running;

/// <summary>What a copy tells, written to the cmdlet's streams; once the pipeline is stopped, which takes no more records, to the host.</summary>
internal sealed class CopyOutput(MigrationCmdlet cmdlet, CopyRun run, CancellationToken stopped)
{
    private readonly Dictionary<string, long> _running = [];
    private readonly List<string> _lastWords = [];
    private CopyProgress? _progress;

    /// <summary>The bars, whose clocks begin with the first event: questions come before it.</summary>
    private CopyProgress Progress => _progress ??= new CopyProgress(run.Plans, cmdlet.WriteProgress);

    public void Take(CopyEvent what)
    {
        if (what is CopyEvent.Started started)
            _running[started.Plan.Model.Name] = 0;
        if (what is CopyEvent.Committed committed)
            _running[committed.Plan.Model.Name] = committed.Rows;
        if (stopped.IsCancellationRequested)
        {
            // It knows what earlier attempts had copied, and which indexes are off.
            if (what is CopyEvent.Ended { Error: { } error } over && _running.Remove(over.Result.Model))
                _lastWords.Add(error.Message);
            return;
        }

        Progress.Take(what);
        if (what is CopyEvent.Retrying retrying)
            cmdlet.WriteWarning($"{retrying.Plan.Model.Name}: trying again. {retrying.Error.Message}");
        if (what is CopyEvent.PostCopyError problem)
            cmdlet.WriteError(problem.Error);
        if (what is not CopyEvent.Ended ended)
            return;
        _running.Remove(ended.Result.Model);
        cmdlet.WriteObject(ended.Result);
        if (ended.Error is not null)
            cmdlet.WriteError(ended.Error);
    }

    /// <summary>Takes the bars away, however it ended: they would stand there for the rest of a script.</summary>
    public void Complete() => MigrationCmdlet.IfNotStopped(() => _progress?.Complete());

    /// <summary>Says of each model that was stopped how far it came.</summary>
    public void TellStopped()
    {
        if (!stopped.IsCancellationRequested)
            return;
        foreach (var words in _lastWords.Concat(_running.Select(r => Errors.Stopped(r.Key, r.Value).Message)))
            cmdlet.Say(words);
    }
}
