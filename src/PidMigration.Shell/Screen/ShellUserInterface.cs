using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using PidMigration.Shell.Engine;
using PidMigration.Shell.Prompts;

namespace PidMigration.Shell.Screen;

/// <summary>Text out, questions and answers, bars: the engine's side of the terminal.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private readonly Terminal terminal;
    private readonly AnswerReader answers;
    private readonly ChoicePrompt choices;
    private readonly FieldPrompt fields;
    private readonly ShellRawUserInterface raw;

    /// <summary>Joins the parts.</summary>
    public ShellUserInterface(Terminal terminal, Interruption interruption, bool nonInteractive)
    {
        this.terminal = terminal;
        raw = new ShellRawUserInterface(terminal);
        answers = new AnswerReader(terminal, interruption, nonInteractive);
        choices = new ChoicePrompt(terminal, answers);
        fields = new FieldPrompt(terminal, answers);
    }

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI => raw;

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => terminal.Coloured;

    /// <inheritdoc/>
    public override void Write(string value) => terminal.WriteOutput(value);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        terminal.WriteOutput(Paint(foregroundColor, backgroundColor, value));

    /// <inheritdoc/>
    public override void WriteLine(string value) => terminal.WriteOutput(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        terminal.WriteOutput(Paint(foregroundColor, backgroundColor, value) + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        // The engine's error view brings its own colours; what comes straight from a command is red as a whole.
        var line = value.Contains('\e', StringComparison.Ordinal) ? value : Styled(PSStyle.Instance.Formatting.Error, value);
        terminal.WriteError(line + Environment.NewLine);
    }

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => Remark(PSStyle.Instance.Formatting.Warning, "WARNING", message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => Remark(PSStyle.Instance.Formatting.Verbose, "VERBOSE", message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => Remark(PSStyle.Instance.Formatting.Debug, "DEBUG", message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => terminal.Pane?.Update(sourceId, record);

    /// <inheritdoc/>
    public override string ReadLine() => answers.ReadLine();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => answers.ReadSecret();

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        this.choices.Ask(caption, message, choices, defaultChoice);

    /// <inheritdoc/>
    public Collection<int> PromptForChoice(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices) =>
        this.choices.AskForSeveral(caption, message, choices, defaultChoices ?? []);

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        fields.Ask(caption, message, descriptions);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        fields.AskForCredential(caption, message, userName);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        fields.AskForCredential(caption, message, userName);

    private static string Styled(string style, string text) => style + text + PSStyle.Instance.Reset;

    private void Remark(string style, string label, string message) =>
        terminal.WriteAside(Styled(style, $"{label}: {message}") + Environment.NewLine);

    private string Paint(ConsoleColor foreground, ConsoleColor background, string value)
    {
        var style = "";
        if (Enum.IsDefined(foreground) && foreground != raw.ForegroundColor)
            style += PSStyle.MapForegroundColorToEscapeSequence(foreground);
        if (Enum.IsDefined(background) && background != raw.BackgroundColor)
            style += PSStyle.MapBackgroundColorToEscapeSequence(background);
        return style.Length == 0 ? value : Styled(style, value);
    }
}
