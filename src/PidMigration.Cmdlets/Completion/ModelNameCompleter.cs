using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PidMigration.Cmdlets.Sessions;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Completion;

/// <summary>Completes the names of models, from the session's source.</summary>
public sealed class ModelNameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan CompletionTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The models whose names begin with, or else contain, what is typed.</summary>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return Names()
            .Where(n => n.Contains(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Select(n => new CompletionResult(
                n.All(c => char.IsLetterOrDigit(c) || c is '.' or '_')
                    ? n
                    : $"'{n.Replace("'", "''", StringComparison.Ordinal)}'",
                n,
                CompletionResultType.ParameterValue,
                n
            ));
    }

    /// <summary>A completer isn't given the session state; a script in the current runspace returns it.</summary>
    private static SessionState State()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext.SessionState").Invoke<SessionState>()[0];
    }

    private static IEnumerable<string> Names()
    {
        try
        {
            var session = MigrationSessions.Resolve(null, null, null, null, State(), usesTarget: false);
            if (session.KnownModels.Count > 0)
                return session.KnownModels.Select(m => m.Name);
            using var timeout = new CancellationTokenSource(CompletionTimeout);
            return Task.Run(() => session.GetModelsAsync(timeout.Token)).GetAwaiter().GetResult().Select(m => m.Name);
        }
        catch (Exception e) when (e is MigrationException or OperationCanceledException)
        {
            // Completion has no place for an error; the command itself will report it.
            return [];
        }
    }
}
