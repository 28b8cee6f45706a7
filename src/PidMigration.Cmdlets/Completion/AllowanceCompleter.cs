using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PidMigration.Conversion;

namespace PidMigration.Cmdlets.Completion;

/// <summary>Completes the names that -Allow takes.</summary>
public sealed class AllowanceCompleter : IArgumentCompleter
{
    /// <summary>The names that begin with what is typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    ) =>
        Enum.GetNames<AllowedChange>()
            .Where(n => n.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(n => new CompletionResult(n, n, CompletionResultType.ParameterValue, n));
}
