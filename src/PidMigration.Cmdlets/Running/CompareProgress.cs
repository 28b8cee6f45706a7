using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PidMigration.Comparing;

namespace PidMigration.Cmdlets.Running;

/// <summary>The bar of a comparison, with the time left by the servers' own estimates of the rows. At most ten a second.</summary>
internal sealed class CompareProgress(int models, long rowEstimate, Action<ProgressRecord> write) : IDisposable
{
    private const int Activity = 1;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _last = -Pause;
    private long _before;
    private int _ended;

    /// <summary>Takes up what the comparison told, and shows it when it is time.</summary>
    public void Take(CompareEvent what)
    {
        switch (what)
        {
            case CompareEvent.Started started:
                Show(started.Model, 0);
                break;
            case CompareEvent.Advanced advanced:
                Show(advanced.Model, advanced.Rows);
                break;
            case CompareEvent.Ended ended:
                _before += ended.Result.Rows + ended.Result.Extra;
                _ended++;
                break;
        }
    }

    /// <summary>Takes the bar away, however it ended: it would stand there for the rest of a script.</summary>
    public void Dispose() =>
        MigrationCmdlet.IfNotStopped(() =>
            write(new ProgressRecord(Activity, "Comparing", "done") { RecordType = ProgressRecordType.Completed })
        );

    private void Show(string model, long rows)
    {
        if (_clock.Elapsed - _last < Pause)
            return;
        _last = _clock.Elapsed;
        var done = _before + rows;
        // An estimate is one: the bar never says that all is done before it is.
        var all = Math.Max(rowEstimate, done + 1);
        var left =
            done > 0 && _clock.Elapsed.TotalSeconds > 0.5
                ? (int)Math.Min(_clock.Elapsed.TotalSeconds * (all - done) / done, int.MaxValue)
                : -1;
        write(
            new ProgressRecord(
                Activity,
                "Comparing",
                string.Create(CultureInfo.InvariantCulture, $"{_ended} of {models} models, {model}: {rows:N0} rows")
            )
            {
                PercentComplete = (int)Math.Clamp(done * 100 / all, 0, 99),
                SecondsRemaining = left,
            }
        );
    }
}
