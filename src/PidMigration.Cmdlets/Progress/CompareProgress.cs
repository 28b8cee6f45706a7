using System.Globalization;
using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Comparing;

namespace PidMigration.Cmdlets.Progress;

/// <summary>
/// The progress bar of a comparison; its end is known only by the servers' own estimates of the rows.
/// </summary>
internal sealed class CompareProgress(int models, long rowEstimate, Action<ProgressRecord> write) : IDisposable
{
    private const int Activity = 1;

    private readonly ProgressClock _clock = new(TimeProvider.System);
    private long _rowsOfEnded;
    private int _ended;

    /// <summary>Takes note of an event, and draws the bar when it is due.</summary>
    public void Handle(CompareEvent compareEvent)
    {
        switch (compareEvent)
        {
            case CompareEvent.Started started:
                Draw(started.Model, 0);
                break;
            case CompareEvent.Advanced advanced:
                Draw(advanced.Model, advanced.Rows);
                break;
            case CompareEvent.Ended ended:
                _rowsOfEnded += ended.Result.Rows + ended.Result.Extra;
                _ended++;
                break;
        }
    }

    /// <summary>Removes the bar, however the comparison ended: it would stay for the rest of a script.</summary>
    public void Dispose() =>
        MigrationCmdlet.IfNotStopped(() =>
            write(new ProgressRecord(Activity, "Comparing", "done") { RecordType = ProgressRecordType.Completed })
        );

    private void Draw(string model, long rows)
    {
        if (!_clock.TryDraw())
            return;
        var done = _rowsOfEnded + rows;
        // An estimate may be too low: the bar never shows 100 % before the end.
        var total = Math.Max(rowEstimate, done + 1);
        var status = string.Create(
            CultureInfo.InvariantCulture,
            $"{_ended} of {models} models, {model}: {rows:N0} rows"
        );
        write(
            new ProgressRecord(Activity, "Comparing", status)
            {
                PercentComplete = (int)Math.Clamp(done * 100 / total, 0, 99),
                SecondsRemaining = _clock.SecondsLeft(done, total),
            }
        );
    }
}
