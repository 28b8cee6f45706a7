using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PidMigration.Shell.Engine;

/// <summary>
/// Imports PidMigration when the first of its commands is called. The engine would do so by itself, but looks through every file on
/// the PATH before it asks the modules: 15 ms and four thousand files.
/// </summary>
internal sealed class OwnModule
{
    private const string Noun = "-Pid";

    // As the engine does it: not where the user doesn't want it, and never beside another copy that was imported by its path.
    private const string Import =
        "if ($PSModuleAutoLoadingPreference -notin 'None', 'ModuleQualified' -and -not (Get-Module PidMigration)) { Import-Module PidMigration -Scope Global -ErrorAction Ignore }";

    private readonly CommandInvocationIntrinsics _commands;

    private OwnModule(CommandInvocationIntrinsics commands) => _commands = commands;

    /// <summary>Waits for the first call in a runspace.</summary>
    public static void ImportOnFirstUse(Runspace runspace)
    {
        var commands = runspace.SessionStateProxy.InvokeCommand;
        commands.PreCommandLookupAction += new OwnModule(commands).Look;
    }

    private void Look(object? sender, CommandLookupEventArgs lookup)
    {
        if (!lookup.CommandName.Contains(Noun, StringComparison.OrdinalIgnoreCase) || lookup.CommandName.Contains('\\', StringComparison.Ordinal)) return;
        _commands.PreCommandLookupAction -= Look;
        using var import = PowerShell.Create(RunspaceMode.CurrentRunspace);
        import.AddScript(Import, useLocalScope: true).Invoke();
    }
}
