using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>A PowerShell of one's own, in this process, that has imported the module as users do.</summary>
public sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    private Shell(PSHost? host)
    {
        var state = InitialState();
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    /// <summary>
    /// The module's manifest: the one built in place, or the one that Pester's files would test, too.
    /// </summary>
    public static string Manifest { get; } =
        Environment.GetEnvironmentVariable("PIDMIGRATION_MODULE")
        ?? Path.Combine(Root(), "module", "PidMigration.psd1");

    /// <summary>Who is told and asked.</summary>
    public TestConsole Console { get; private init; } = new();

    /// <summary>With somebody before it.</summary>
    public static Shell Open(TestConsole? console = null, CultureInfo? culture = null)
    {
        console ??= new TestConsole();
        return new Shell(new TestHost(console, culture ?? CultureInfo.InvariantCulture)) { Console = console };
    }

    /// <summary>With a host that has no user interface at all.</summary>
    public static Shell OpenWithoutUI() => new(new TestHost(null, CultureInfo.InvariantCulture));

    /// <summary>A session state with the module in it; without a host's profile and with nobody's addresses.</summary>
    public static InitialSessionState InitialState()
    {
        Environment.SetEnvironmentVariable("PIDMIGRATION_SOURCE", null);
        Environment.SetEnvironmentVariable("PIDMIGRATION_TARGET", null);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(Manifest);
        return state;
    }

    /// <summary>Runs a script to its end.</summary>
    public Outcome Run(string script)
    {
        using var run = Start(script);
        return run.Wait(TimeSpan.FromMinutes(2));
    }

    /// <summary>Starts a script.</summary>
    public ShellRun Start(string script)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return new ShellRun(shell);
    }

    public void Dispose() => _runspace.Dispose();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PidMigration.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests don't lie below PidMigration.sln.");
    }
}
