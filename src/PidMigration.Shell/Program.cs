using PidMigration.Shell.Engine;
using PidMigration.Shell.Interactive;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell;

/// <summary>The console program: reads its command line, opens the engine, runs what it was given.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        CommandLine commandLine;
        try
        {
            commandLine = CommandLine.Parse(args);
        }
        catch (FormatException error)
        {
            Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine("--help shows the usage.");
            return ExitCodes.Usage;
        }
        if (commandLine.Mode == RunMode.Help)
        {
            Console.Out.Write(Usage.Text);
            return ExitCodes.Success;
        }
        if (commandLine.Mode == RunMode.Version)
        {
            Console.Out.WriteLine(Usage.Version);
            return ExitCodes.Success;
        }

        // The engine reads these once, at its first use.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");

        using var terminal = new Terminal();
        using var interruption = new Interruption(terminal, survives: commandLine.Mode == RunMode.Prompt && terminal.InputIsTerminal);
        using var session = new EngineSession(terminal, interruption, commandLine.NonInteractive);
        return commandLine.Mode switch
        {
            RunMode.Script => session.RunScript(commandLine.Text, commandLine.Arguments),
            RunMode.Commands => session.RunCommands(commandLine.Text),
            _ => new PromptLoop(session, terminal, interruption).Run(),
        };
    }
}
