using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Text;
using PidMigration.Shell.Prompts;
using PidMigration.Shell.Screen;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PidMigration.Shell.Interactive;

/// <summary>Edits a line behind a prompt: cursor keys, history, Tab. A line longer than the screen is wide wraps.</summary>
internal sealed class LineEditor(Terminal terminal, LineHistory history, LineCompletion completion)
{
    private readonly EditBuffer buffer = new();
    private string prompt = "";
    private string lastPromptLine = "";
    private int promptWidth;
    private int cursorRow;

    /// <summary>Reads until Enter.</summary>
    public LineEntry Read(string promptText, CancellationToken stopping)
    {
        using var keyboard = new Keyboard();
        buffer.Set("");
        prompt = promptText;
        lastPromptLine = prompt[(prompt.LastIndexOf('\n') + 1)..];
        promptWidth = CellCount(new StringDecorated(lastPromptLine).ToString(OutputRendering.PlainText));
        ShowPrompt();
        while (Keyboard.Read(stopping) is ConsoleKeyInfo key)
        {
            if (key.Key == ConsoleKey.Enter)
                return End(LineOutcome.Line, buffer.Text);
            if (Keyboard.IsControl(key, ConsoleKey.C))
                return End(LineOutcome.Interrupted);
            if (Keyboard.IsControl(key, ConsoleKey.D) && buffer.Text.Length == 0)
                return End(LineOutcome.EndOfInput);
            Apply(key);
            // What is pasted arrives faster than it can be drawn.
            if (!Console.KeyAvailable)
                Show();
        }
        return End(LineOutcome.Stopped);
    }

    private static int CellCount(string text) => Segment.CellCount([new Segment(text)]);

    private LineEntry End(LineOutcome outcome, string text = "")
    {
        buffer.MoveTo(buffer.Text.Length);
        Show();
        terminal.WriteAside(Environment.NewLine);
        return new LineEntry(outcome, text);
    }

    private void Apply(ConsoleKeyInfo key)
    {
        var byWord = (key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) != 0;
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                buffer.MoveTo(byWord ? buffer.PreviousWord : buffer.Cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                buffer.MoveTo(byWord ? buffer.NextWord : buffer.Cursor + 1);
                break;
            case ConsoleKey.Home:
                buffer.MoveTo(0);
                break;
            case ConsoleKey.End:
                buffer.MoveTo(buffer.Text.Length);
                break;
            case ConsoleKey.Backspace:
                buffer.RemoveTo(byWord ? buffer.PreviousWord : buffer.Cursor - 1);
                break;
            case ConsoleKey.Delete:
                buffer.RemoveTo(byWord ? buffer.NextWord : buffer.Cursor + 1);
                break;
            case ConsoleKey.Escape:
                buffer.Set("");
                break;
            case ConsoleKey.UpArrow:
                buffer.Set(history.Back(buffer.Text) ?? buffer.Text);
                break;
            case ConsoleKey.DownArrow:
                buffer.Set(history.Forward() ?? buffer.Text);
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            default:
                if (key.Modifiers == ConsoleModifiers.Control)
                    ApplyControl(key.Key);
                else if (!char.IsControl(key.KeyChar))
                    buffer.Insert(key.KeyChar.ToString());
                break;
        }
    }

    private void ApplyControl(ConsoleKey letter)
    {
        switch (letter)
        {
            case ConsoleKey.A:
                buffer.MoveTo(0);
                break;
            case ConsoleKey.E:
                buffer.MoveTo(buffer.Text.Length);
                break;
            case ConsoleKey.D:
                buffer.RemoveTo(buffer.Cursor + 1);
                break;
            case ConsoleKey.K:
                buffer.RemoveTo(buffer.Text.Length);
                break;
            case ConsoleKey.U:
                buffer.RemoveTo(0);
                break;
            case ConsoleKey.W:
                buffer.RemoveTo(buffer.PreviousWord);
                break;
            case ConsoleKey.L:
                terminal.WriteRaw("\e[H\e[2J");
                ShowPrompt();
                break;
            default:
                break;
        }
    }

    private void Complete()
    {
        var candidates = completion.Complete(buffer);
        if (candidates.Count == 0)
            return;
        Show();
        var columnWidth = candidates.Max(CellCount) + 2;
        var perLine = Math.Max((Console.WindowWidth - 1) / columnWidth, 1);
        var list = new StringBuilder(Environment.NewLine);
        foreach (var line in candidates.Chunk(perLine))
            list.AppendJoin("", line.Select(candidate => candidate + new string(' ', columnWidth - CellCount(candidate)))).AppendLine();
        terminal.WriteAside(list.ToString());
        ShowPrompt();
    }

    private void ShowPrompt()
    {
        terminal.WriteAside(prompt);
        cursorRow = 0;
    }

    /// <summary>Draws the line anew, its prompt too: a command may have left the cursor anywhere, as with the ^C that a terminal echoes.</summary>
    private void Show()
    {
        var width = Math.Max(Console.WindowWidth, 1);
        var screen = new StringBuilder("\r");
        if (cursorRow > 0)
            screen.Append("\e[").Append(cursorRow).Append('A');
        screen.Append("\e[J").Append(lastPromptLine).Append(buffer.Text);
        var end = promptWidth + CellCount(buffer.Text);
        // A terminal wraps only with the next character; the line break puts the cursor where the sum says it is.
        if (end > 0 && end % width == 0)
            screen.Append("\r\n");
        var target = promptWidth + CellCount(buffer.Text[..buffer.Cursor]);
        if (end / width > target / width)
            screen.Append("\e[").Append((end / width) - (target / width)).Append('A');
        screen.Append('\r');
        if (target % width > 0)
            screen.Append("\e[").Append(target % width).Append('C');
        cursorRow = target / width;
        terminal.WriteRaw(screen.ToString());
    }
}
