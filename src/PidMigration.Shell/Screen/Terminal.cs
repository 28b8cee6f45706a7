using System.Management.Automation.Internal;
using PidMigration.Shell.Progress;

namespace PidMigration.Shell.Screen;

/// <summary>
/// The program's three standard streams: which of them is a terminal, and one gate through which all text passes, so that
/// a live progress bar is taken off the screen before text is written over it.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private const int RedirectedWidth = 120;
    private readonly Lock gate = new();
    private readonly ProgressPane? pane;
    private readonly bool coloured;

    /// <summary>Looks at the standard streams and the environment.</summary>
    public Terminal()
    {
        var dumb = Environment.GetEnvironmentVariable("TERM") is "dumb" || (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is null or "");
        coloured = !dumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        InputIsTerminal = !Console.IsInputRedirected;
        OutputIsTerminal = !Console.IsOutputRedirected;
        ErrorIsTerminal = !Console.IsErrorRedirected;
        if (!dumb && (OutputIsTerminal || ErrorIsTerminal))
            pane = new ProgressPane(OutputIsTerminal ? Console.Out : Console.Error, gate, coloured);
    }

    /// <summary>Whether keys can be read.</summary>
    public bool InputIsTerminal { get; }

    /// <summary>Whether results are shown to a person.</summary>
    public bool OutputIsTerminal { get; }

    /// <summary>Whether errors are shown to a person.</summary>
    public bool ErrorIsTerminal { get; }

    /// <summary>Whether some of what is written may carry colours.</summary>
    public bool Coloured => coloured && (OutputIsTerminal || ErrorIsTerminal);

    /// <summary>The width that results are laid out for, in columns.</summary>
    public int Width
    {
        get
        {
            if (OutputIsTerminal && Console.WindowWidth > 0)
                return Console.WindowWidth;
            return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : RedirectedWidth;
        }
    }

    /// <summary>The bars; null where there is no terminal to draw them on.</summary>
    public ProgressPane? Pane => pane;

    /// <summary>Writes results.</summary>
    public void WriteOutput(string text) => Write(Console.Out, OutputIsTerminal, text);

    /// <summary>Writes errors.</summary>
    public void WriteError(string text) => Write(Console.Error, ErrorIsTerminal, text);

    /// <summary>Writes what is neither result nor error: questions, warnings. To the terminal, else to standard error.</summary>
    public void WriteAside(string text)
    {
        if (OutputIsTerminal)
            WriteOutput(text);
        else
            WriteError(text);
    }

    /// <summary>Writes control sequences of the line editor, untouched by NO_COLOR. Only where keys are read.</summary>
    public void WriteRaw(string text)
    {
        lock (gate)
            (OutputIsTerminal ? Console.Out : Console.Error).Write(text);
    }

    /// <summary>Takes the bars off the screen, so that the terminal can be left as it was found.</summary>
    public void Dispose() => pane?.Dispose();

    private void Write(TextWriter writer, bool isTerminal, string text)
    {
        if (text.Length == 0)
            return;
        // The engine's own way takes 20 ms to begin with, and most texts have no colours.
        if ((!isTerminal || !coloured) && text.Contains('\x1b', StringComparison.Ordinal))
            text = new StringDecorated(text).ToString(System.Management.Automation.OutputRendering.PlainText);
        lock (gate)
        {
            if (isTerminal)
                pane?.MakeRoom(text);
            writer.Write(text);
        }
    }
}
