using System.Management.Automation;
using System.Security;
using PidMigration.Shell.Engine;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell.Prompts;

/// <summary>Reads a person's answers: from the terminal, or line by line from a redirected standard input.</summary>
internal sealed class AnswerReader(Terminal terminal, Interruption interruption, bool nonInteractive)
{
    /// <summary>Refuses a question that nobody can answer, before it is printed.</summary>
    /// <exception cref="PSInvalidOperationException">The run is a non-interactive one.</exception>
    public void DemandAnswers()
    {
        if (nonInteractive)
            throw new PSInvalidOperationException("This shell is in NonInteractive mode. Read and Prompt functionality is not available.");
    }

    /// <summary>One line.</summary>
    /// <exception cref="PSInvalidOperationException">Nobody is there to answer.</exception>
    /// <exception cref="PipelineStoppedException">Ctrl+C instead of an answer.</exception>
    public string ReadLine()
    {
        DemandAnswers();
        return terminal.InputIsTerminal ? FromKeys(hidden: false) : FromStandardInput(echo: true);
    }

    /// <summary>One line that is not shown.</summary>
    /// <inheritdoc cref="ReadLine" path="/exception"/>
    public SecureString ReadSecret()
    {
        DemandAnswers();
        var secret = new SecureString();
        foreach (var character in terminal.InputIsTerminal ? FromKeys(hidden: true) : FromStandardInput(echo: false))
            secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }

    private string FromKeys(bool hidden)
    {
        terminal.Pane?.Suspend();
        try
        {
            var entry = TypedAnswer.Read(terminal, hidden, interruption.Stopping);
            if (entry.Outcome == LineOutcome.Line)
                return entry.Text;
            if (entry.Outcome == LineOutcome.Interrupted)
                interruption.RaiseFromKey();
            else if (entry.Outcome == LineOutcome.EndOfInput)
                throw NoMoreAnswers();
            throw new PipelineStoppedException();
        }
        finally
        {
            terminal.Pane?.Resume();
        }
    }

    private string FromStandardInput(bool echo)
    {
        // The read can't be called back, so another thread does it: a signal must still end the wait.
        var read = Task.Run(Console.In.ReadLine);
        try
        {
            read.Wait(interruption.Stopping);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        var line = read.Result ?? throw NoMoreAnswers();
        // As a terminal would show it, so that a log tells what was answered.
        terminal.WriteAside((echo ? line : "") + Environment.NewLine);
        return line;
    }

    private PSInvalidOperationException NoMoreAnswers()
    {
        terminal.WriteAside(Environment.NewLine);
        return new PSInvalidOperationException("A question was asked, and standard input has no line left to answer it.");
    }
}
