using System.Management.Automation;

namespace PidMigration.Shell.Progress;

/// <summary>
/// The lines at the bottom of the screen that show the bars. A record only changes the tree; a timer draws, ten times a
/// second at most, so bars cost the pipeline next to nothing. Text takes the bars off the screen and the next tick brings
/// them back below it.
/// </summary>
internal sealed class ProgressPane : IDisposable
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);
    private readonly TextWriter screen;
    private readonly Lock gate;
    private readonly bool coloured;
    private readonly Timer timer;
    private readonly ProgressTree tree = new();
    private ProgressRows? rows;
    private int drawnLines;
    private int suspensions;
    private bool midLine;
    private bool ticking;

    /// <summary>Makes a pane that draws on <paramref name="screen"/>.</summary>
    /// <param name="screen">The terminal.</param>
    /// <param name="gate">Held by whoever writes to the terminal.</param>
    /// <param name="coloured">Whether bars have colours.</param>
    public ProgressPane(TextWriter screen, Lock gate, bool coloured)
    {
        this.screen = screen;
        this.gate = gate;
        this.coloured = coloured;
        timer = new Timer(_ => Tick());
    }

    /// <summary>Takes in what a command reports.</summary>
    public void Update(long source, ProgressRecord record)
    {
        lock (gate)
        {
            tree.Update(source, record);
            if (tree.Activities.Count == 0)
                Stop();
            else if (!ticking)
                Start();
        }
    }

    /// <summary>Removes all bars: their pipeline has ended.</summary>
    public void Clear()
    {
        lock (gate)
        {
            tree.Clear();
            Stop();
        }
    }

    /// <summary>Leaves the screen to someone else (a question, a native command) until <see cref="Resume"/>.</summary>
    public void Suspend()
    {
        lock (gate)
        {
            suspensions++;
            Erase();
        }
    }

    /// <summary>Ends one <see cref="Suspend"/>.</summary>
    public void Resume()
    {
        lock (gate)
        {
            suspensions--;
            midLine = false;
        }
    }

    /// <summary>Called with the gate held, before text is written to the terminal.</summary>
    public void MakeRoom(string text)
    {
        Erase();
        midLine = !text.EndsWith('\n');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Clear();
        timer.Dispose();
        rows?.Dispose();
    }

    private void Start()
    {
        ticking = true;
        timer.Change(RefreshInterval, RefreshInterval);
    }

    private void Stop()
    {
        Erase();
        ticking = false;
        timer.Change(Timeout.Infinite, Timeout.Infinite);
    }

    private void Tick()
    {
        lock (gate)
        {
            // Half a line of text is on the screen: the bars wait until it is whole.
            if (!ticking || suspensions > 0 || midLine || tree.Activities.Count == 0)
                return;
            var width = Console.WindowWidth > 0 ? Console.WindowWidth : 80;
            var height = Console.WindowHeight > 0 ? Console.WindowHeight : 24;
            rows ??= new ProgressRows(coloured);
            var lines = rows.Draw([.. tree.Activities.Take(Math.Max(height - 1, 1))], width);
            // One write: erase and draw together, so that nothing flickers. The cursor is hidden while bars are shown.
            screen.Write(EraseSequence() + "\e[?25l" + string.Join(Environment.NewLine, lines));
            screen.Flush();
            drawnLines = lines.Count;
        }
    }

    private void Erase()
    {
        if (drawnLines == 0)
            return;
        screen.Write(EraseSequence() + "\e[?25h");
        screen.Flush();
        drawnLines = 0;
    }

    private string EraseSequence() => drawnLines switch
    {
        0 => "",
        1 => "\r\e[J",
        _ => $"\r\e[{drawnLines - 1}A\e[J",
    };
}
