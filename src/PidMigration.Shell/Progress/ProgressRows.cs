using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PidMigration.Shell.Progress;

/// <summary>Draws the activities as lines of text, one each, with Spectre's bar.</summary>
internal sealed class ProgressRows : IDisposable
{
    private const int PercentWidth = 4;
    private const int TimeWidth = 8;
    private const int NarrowWidth = 50;
    private readonly StringWriter text = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole console;
    private readonly ProgressBarColumn bars = new();

    /// <summary>Makes the canvas that the lines are drawn on.</summary>
    public ProgressRows(bool coloured)
    {
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = coloured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Capabilities.Unicode = Console.OutputEncoding.WebName.StartsWith("utf", StringComparison.OrdinalIgnoreCase);
        console.Profile.Capabilities.Links = false;
    }

    /// <summary>The lines for a terminal of this width; none is wider than it.</summary>
    public IReadOnlyList<string> Draw(IReadOnlyList<ProgressActivity> activities, int width)
    {
        // The last column stays free: a character there makes some terminals wrap.
        var room = Math.Max(width - 1, 10);
        var narrow = room < NarrowWidth;
        var longest = activities.Max(activity => (2 * activity.Depth) + Width(activity.Title));
        var titleWidth = Math.Min(longest, narrow ? room - PercentWidth - 1 : room / 3);
        var barWidth = Math.Clamp(room / 4, 10, 40);
        var statusWidth = room - titleWidth - barWidth - PercentWidth - TimeWidth - 4;
        var lines = new List<string>(activities.Count);
        foreach (var activity in activities)
        {
            text.GetStringBuilder().Clear();
            console.Profile.Width = width;
            Cell(new string(' ', 2 * activity.Depth) + activity.Title, titleWidth);
            if (!narrow)
                Bar(activity, barWidth);
            Cell(activity.Percent < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{activity.Percent,3}%"), PercentWidth);
            if (!narrow)
            {
                Cell(activity.SecondsRemaining < 0 ? "" : TimeSpan.FromSeconds(activity.SecondsRemaining).ToString("g", CultureInfo.InvariantCulture), TimeWidth);
                Cell(activity.Status, statusWidth);
            }
            lines.Add(text.ToString().TrimEnd());
        }
        return lines;
    }

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();

    private static int Width(string value) => Segment.CellCount([new Segment(value)]);

    private void Cell(string value, int width)
    {
        if (width <= 0)
            return;
        if (Width(value) > width)
            value = string.Concat(Segment.Truncate([new Segment(value)], width - 1).Select(segment => segment.Text)) + "…";
        console.Write(new Text(value + new string(' ', width - Width(value) + 1)));
    }

    private void Bar(ProgressActivity activity, int width)
    {
        activity.Bar.Value = Math.Max(activity.Percent, 0);
        activity.Bar.IsIndeterminate = activity.Percent < 0;
        bars.Width = width;
        var elapsed = activity.Bar.ElapsedTime ?? TimeSpan.Zero;
        console.Write(bars.Render(RenderOptions.Create(console, console.Profile.Capabilities), activity.Bar, elapsed));
        console.Write(new Text(" "));
    }
}
