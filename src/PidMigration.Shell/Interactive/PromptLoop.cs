using System.Management.Automation.Language;
using PidMigration.Shell.Engine;
using PidMigration.Shell.Prompts;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell.Interactive;

/// <summary>Reads commands and runs them, one after the other, until <c>exit</c> or the end of the input.</summary>
internal sealed class PromptLoop
{
    private const string Continuation = ">> ";
    private readonly EngineSession session;
    private readonly Terminal terminal;
    private readonly Interruption interruption;
    private readonly LineHistory history = new();
    private readonly LineEditor editor;

    /// <summary>Makes a loop for the terminal, or for commands from a redirected standard input.</summary>
    public PromptLoop(EngineSession session, Terminal terminal, Interruption interruption)
    {
        this.session = session;
        this.terminal = terminal;
        this.interruption = interruption;
        editor = new LineEditor(terminal, history, new LineCompletion(session.Runspace));
    }

    /// <summary>The program's own prompt; returns the exit code.</summary>
    public int Run()
    {
        if (terminal.InputIsTerminal)
            terminal.WriteAside($"{Usage.Version}{Environment.NewLine}Get-Command -Module PidMigration lists the cmdlets, Get-Help explains them, exit leaves.{Environment.NewLine}");
        var completed = true;
        while (!Ended && ReadCommand(nested: false) is string command)
            if (command.Length > 0)
                completed = Execute(command, nested: false);
        // As in any shell, leaving a prompt is no failure; commands from a file or a pipe end like those of -c.
        return terminal.InputIsTerminal
            ? interruption.ExitCode ?? session.Host.ExitCode ?? ExitCodes.Success
            : session.Conclude(completed, fromScript: false);
    }

    /// <summary>A prompt inside a command that waits, until <c>exit</c>.</summary>
    public void RunNested()
    {
        while (!Ended && !session.Host.NestedPromptEnded && ReadCommand(nested: true) is string command)
            if (command.Length > 0)
                Execute(command, nested: true);
    }

    private bool Ended => interruption.ExitCode is not null || session.Host.ExitCode is not null;

    private bool Execute(string command, bool nested)
    {
        using var pipeline = session.CreatePipeline(command, nested);
        return session.Execute(pipeline);
    }

    /// <summary>A whole command of one line or several; empty when it was given up, null at the end of the input.</summary>
    private string? ReadCommand(bool nested)
    {
        var command = "";
        while (true)
        {
            var entry = ReadLine(command.Length == 0 ? PromptText(nested) : Continuation);
            if (entry.Outcome == LineOutcome.Interrupted)
                return "";
            if (entry.Outcome != LineOutcome.Line)
                return command.Length > 0 ? command : null;
            history.Add(entry.Text);
            command = command.Length == 0 ? entry.Text : command + Environment.NewLine + entry.Text;
            Parser.ParseInput(command, out _, out var errors);
            // An empty line ends a command that can't be completed; the engine then says what is wrong with it.
            if (!errors.Any(error => error.IncompleteInput) || (command.Length > 0 && entry.Text.Length == 0 && terminal.InputIsTerminal))
                return command.Trim();
        }
    }

    private LineEntry ReadLine(string promptText)
    {
        if (terminal.InputIsTerminal)
            return editor.Read(promptText, interruption.Stopping);
        return Console.In.ReadLine() is string line ? new LineEntry(LineOutcome.Line, line) : new LineEntry(LineOutcome.EndOfInput);
    }

    private string PromptText(bool nested) =>
        terminal.InputIsTerminal ? session.Evaluate("prompt", nested)?.ToString() ?? "> " : "";
}
