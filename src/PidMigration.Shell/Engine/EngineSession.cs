using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PidMigration.Shell.Interactive;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell.Engine;

/// <summary>The engine with this program as its host. Runs pipelines and knows what exit code they come to.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly Terminal terminal;
    private readonly Interruption interruption;

    /// <summary>Opens the engine with the commands of Microsoft.PowerShell.Core.</summary>
    public EngineSession(Terminal terminal, Interruption interruption, bool nonInteractive)
    {
        this.terminal = terminal;
        this.interruption = interruption;
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        Host = new ShellHost(terminal, interruption, nonInteractive, () => new PromptLoop(this, terminal, interruption).RunNested());
        // CreateDefault wants the assemblies of a whole PowerShell; CreateDefault2 is the engine's own commands.
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        // The engine's help function pages through Out-String, which is not here.
        state.Commands.Remove("help", typeof(SessionStateFunctionEntry));
        state.Commands.Add(new SessionStateAliasEntry("help", "Get-Help"));
        Runspace = RunspaceFactory.CreateRunspace(Host, state);
        Runspace.Open();
        Runspace.DefaultRunspace = Runspace;
        ModulePath.PutOwnFolderFirst();
        OwnModule.ImportOnFirstUse(Runspace);
    }

    /// <summary>What the engine sees of this program.</summary>
    public ShellHost Host { get; }

    /// <summary>The engine's one runspace.</summary>
    public Runspace Runspace { get; }

    /// <summary>Runs a script file; returns the program's exit code.</summary>
    /// <param name="path">The file, absolute or from the current folder.</param>
    /// <param name="arguments">Its arguments as typed; <c>-Name value</c>, <c>-Switch</c> and <c>-Name:value</c> bind as usual.</param>
    public int RunScript(string path, IEnumerable<string> arguments)
    {
        var file = Path.GetFullPath(path);
        if (!File.Exists(file))
        {
            terminal.WriteError($"There is no script file {path}.{Environment.NewLine}");
            return ExitCodes.Usage;
        }
        using var pipeline = CreatePipeline(ScriptCall.For(file, arguments), nested: false);
        // A script's own `exit N` ends as a failed command with N in $LASTEXITCODE, for any N but 0.
        return Conclude(Execute(pipeline), fromScript: true);
    }

    /// <summary>Runs the commands of <c>-c</c>; returns the program's exit code.</summary>
    public int RunCommands(string text)
    {
        using var pipeline = CreatePipeline(text, nested: false);
        return Conclude(Execute(pipeline), fromScript: false);
    }

    /// <summary>
    /// A pipeline of these commands that leaves its line in the history. The engine keeps <c>$?</c> only of such pipelines.
    /// </summary>
    public Pipeline CreatePipeline(string text, bool nested) => nested
        ? Runspace.CreateNestedPipeline(text, addToHistory: true)
        : Runspace.CreatePipeline(text, addToHistory: true);

    /// <summary>Runs a pipeline; results and errors are printed. False after a terminating error, or when it was stopped.</summary>
    public bool Execute(Pipeline pipeline)
    {
        if (pipeline.Commands.Count > 0)
            pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
        interruption.Enter(pipeline);
        try
        {
            pipeline.Invoke();
            return pipeline.PipelineStateInfo.State == PipelineState.Completed;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException error)
        {
            terminal.Pane?.Clear();
            Report(error.ErrorRecord, pipeline.IsNested);
            return false;
        }
        finally
        {
            interruption.Leave();
            terminal.Pane?.Clear();
        }
    }

    /// <summary>Evaluates an expression of the program's own and returns its last value.</summary>
    public object? Evaluate(string expression, bool nested)
    {
        using var pipeline = nested ? Runspace.CreateNestedPipeline(expression, false) : Runspace.CreatePipeline(expression);
        return pipeline.Invoke().LastOrDefault()?.BaseObject;
    }

    /// <summary>The program's exit code after this run.</summary>
    /// <param name="completed">False after a terminating error.</param>
    /// <param name="fromScript">Whether a failure means that the script itself called <c>exit</c> with the last exit code.</param>
    public int Conclude(bool completed, bool fromScript)
    {
        if (interruption.ExitCode is int ended)
            return ended;
        if (Host.ExitCode is int asked)
            return asked;
        if (!completed)
            return ExitCodes.Failure;
        // Read first: the engine clears it at the start of the next pipeline.
        var lastExitCode = LastExitCode();
        if (Evaluate("$global:?", nested: false) is true)
            return ExitCodes.Success;
        return lastExitCode != 0 && fromScript ? lastExitCode : ExitCodes.Failure;
    }

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();

    private int LastExitCode()
    {
        var code = Runspace.SessionStateProxy.GetVariable("global:LASTEXITCODE");
        return Convert.ToInt32(code, CultureInfo.InvariantCulture);
    }

    /// <summary>Prints a terminating error the way the engine prints any other.</summary>
    private void Report(ErrorRecord error, bool nested)
    {
        const string WriteIt = "[CmdletBinding()] param($Record) $PSCmdlet.WriteError($Record)";
        using var pipeline = nested ? Runspace.CreateNestedPipeline() : Runspace.CreatePipeline();
        var write = new Command(WriteIt, isScript: true, useLocalScope: true);
        write.Parameters.Add("Record", error);
        write.Parameters.Add("ErrorAction", ActionPreference.Continue);
        write.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(write);
        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
        pipeline.Invoke();
    }
}
