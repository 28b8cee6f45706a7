using System.Globalization;
using System.Management.Automation.Host;
using PidMigration.Shell.Engine;

namespace PidMigration.Shell.Screen;

/// <summary>What the engine sees of this program.</summary>
/// <param name="terminal">The standard streams.</param>
/// <param name="interruption">Asked while a person's answer is awaited.</param>
/// <param name="nonInteractive">Whether a question is an error.</param>
/// <param name="nestedPrompt">Runs a prompt inside a command that waits: Suspend.</param>
internal sealed class ShellHost(Terminal terminal, Interruption interruption, bool nonInteractive, Action nestedPrompt) : PSHost
{
    private readonly ShellUserInterface userInterface = new(terminal, interruption, nonInteractive);

    /// <summary>What <c>exit</c> said; null as long as it was not called.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether the nested prompt is to end.</summary>
    public bool NestedPromptEnded { get; private set; }

    /// <inheritdoc/>
    public override string Name => "PidMigration.Shell";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version(0, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => userInterface;

    /// <summary>The same as <see cref="UI"/>, with what only this program calls.</summary>
    public ShellUserInterface UserInterface => userInterface;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt()
    {
        NestedPromptEnded = false;
        terminal.Pane?.Suspend();
        try
        {
            nestedPrompt();
        }
        finally
        {
            NestedPromptEnded = false;
            terminal.Pane?.Resume();
        }
    }

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => NestedPromptEnded = true;

    /// <inheritdoc/>
    public override void NotifyBeginApplication() => terminal.Pane?.Suspend();

    /// <inheritdoc/>
    public override void NotifyEndApplication() => terminal.Pane?.Resume();
}
