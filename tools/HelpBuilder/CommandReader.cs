using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HelpBuilder;

/// <summary>
/// Asks the PowerShell engine what the module's cmdlets are, so that a help page can't say otherwise.
/// </summary>
internal static class CommandReader
{
    /// <summary>The cmdlets that a module exports, by name.</summary>
    /// <exception cref="InvalidOperationException">The module can't be imported.</exception>
    public static IReadOnlyList<CommandFacts> Read(string manifest)
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell
            .AddCommand("Import-Module")
            .AddParameter("Name", manifest)
            .AddParameter("PassThru")
            .AddParameter("ErrorAction", "Stop");
        var module = (PSModuleInfo)shell.Invoke().Single().BaseObject;
        return [.. module.ExportedCmdlets.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(Describe)];
    }

    private static CommandFacts Describe(CmdletInfo command)
    {
        // All of ours have one way to be called; a second one needs a syntax line and parameter lists of its own here.
        var way = command.ParameterSets.Single();
        var parameters = way
            .Parameters.Where(p => !Cmdlet.CommonParameters.Contains(p.Name))
            .OrderBy(p => p.Position < 0 ? int.MaxValue : p.Position)
            .Select(Describe);
        return new CommandFacts(
            command.Name,
            $"{command.Name} {way}",
            [.. parameters],
            [.. command.OutputType.Select(t => t.Type?.FullName ?? t.Name)]
        );
    }

    private static ParameterFacts Describe(CommandParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var named = Nullable.GetUnderlyingType(type) ?? type;
        var value = named.IsArray ? named.GetElementType()! : named;
        var ways = new[]
        {
            parameter.ValueFromPipeline ? "ByValue" : null,
            parameter.ValueFromPipelineByPropertyName ? "ByPropertyName" : null,
        };
        var pipeline = string.Join(", ", ways.OfType<string>());
        return new ParameterFacts(
            parameter.Name,
            type == typeof(SwitchParameter) ? nameof(SwitchParameter) : named.Name,
            type == typeof(SwitchParameter),
            parameter.IsMandatory,
            parameter.Position < 0 ? null : parameter.Position,
            parameter.Aliases,
            pipeline.Length > 0 ? $"True ({pipeline})" : "False",
            parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
            value.IsEnum ? Enum.GetNames(value) : [],
            Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
        );
    }
}
