using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>
/// Whom the tests put before PowerShell: answers questions, and remembers what it was told, and when.
/// </summary>
public sealed class TestConsole : PSHostUserInterface
{
    /// <summary>The key for Ctrl+C while a question stands.</summary>
    public const char CtrlC = '\u0003';

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly Queue<char> _answers = [];
    private readonly List<ShownPrompt> _questions = [];
    private readonly List<string> _lines = [];
    private readonly List<(TimeSpan At, ProgressRecord Record)> _progress = [];

    /// <summary>Whether it throws at each question, as pwsh -NonInteractive does.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>What happens when progress is shown.</summary>
    public Action<ProgressRecord>? OnProgress { get; set; }

    public IReadOnlyList<ShownPrompt> Questions => Copy(_questions);

    /// <summary>What was written, WARNING: and VERBOSE: before it where it was that.</summary>
    public IReadOnlyList<string> Lines => Copy(_lines);

    public IReadOnlyList<(TimeSpan At, ProgressRecord Record)> Progress => Copy(_progress);

    public override PSHostRawUserInterface? RawUI => null;

    /// <summary>The keys that the next questions are answered with. One that has none fails the command.</summary>
    public void WillAnswer(string keys)
    {
        foreach (var key in keys)
            _answers.Enqueue(key);
    }

    public void Forget()
    {
        lock (_gate)
        {
            _questions.Clear();
            _lines.Clear();
            _progress.Clear();
            _answers.Clear();
        }
    }

    public override int PromptForChoice(
        string caption,
        string message,
        Collection<ChoiceDescription> choices,
        int defaultChoice
    )
    {
        ArgumentNullException.ThrowIfNull(choices);
        // In this order, as in pwsh: the product asks a question without choices to learn whether it may ask.
        if (IsDeaf)
            throw new PSInvalidOperationException("PowerShell is in NonInteractive mode.");
        if (choices.Count == 0)
            throw new ArgumentException("There is nothing to choose from.", nameof(choices));
        var asked = new ShownPrompt(
            caption,
            message,
            [.. choices.Select(c => $"{c.Label}: {c.HelpMessage}")],
            defaultChoice
        );
        lock (_gate)
            _questions.Add(asked);
        if (!_answers.TryDequeue(out var key))
            throw new InvalidOperationException($"Nobody expected to be asked: {message}");
        return key == CtrlC ? throw new PipelineStoppedException() : asked.IndexOf(key);
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_gate)
            _progress.Add((_clock.Elapsed, record));
        OnProgress?.Invoke(record);
    }

    public override void Write(string value) => Add(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Add(value);

    public override void WriteLine(string value) => Add(value);

    public override void WriteErrorLine(string value) => Add($"ERROR: {value}");

    public override void WriteDebugLine(string message) => Add($"DEBUG: {message}");

    public override void WriteVerboseLine(string message) => Add($"VERBOSE: {message}");

    public override void WriteWarningLine(string message) => Add($"WARNING: {message}");

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    public override Dictionary<string, PSObject> Prompt(
        string caption,
        string message,
        Collection<FieldDescription> descriptions
    ) => throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName
    ) => throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw new NotSupportedException();

    private void Add(string line)
    {
        lock (_gate)
            _lines.Add(line);
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
            return [.. list];
    }
}
