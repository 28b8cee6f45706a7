using System.Globalization;
using System.Management.Automation.Host;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>A host of PowerShell's: somebody to ask, or nobody, who speaks some language.</summary>
internal sealed class TestHost(TestConsole? console, CultureInfo culture) : PSHost
{
    public override string Name => "PidMigration tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface? UI => console;

    public override CultureInfo CurrentCulture => culture;

    public override CultureInfo CurrentUICulture => culture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    public override void SetShouldExit(int exitCode) { }
}
