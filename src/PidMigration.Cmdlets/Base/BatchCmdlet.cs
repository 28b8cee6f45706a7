using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Copying;

namespace PidMigration.Cmdlets.Base;

/// <summary>A cmdlet that writes batches, and what it does when one of them or a row of it fails.</summary>
public abstract class BatchCmdlet : SinceCmdlet
{
    /// <summary>
    /// How often in a row a batch is retried after a broken connection or a busy server; 0 gives up at once.
    /// </summary>
    [Parameter, BlankToNull, NumberRange(0, 1000)]
    public int? RetryCount { get; set; } = new CopyOptions().RetryCount;

    /// <summary>The seconds before the first retry; each further pause is about twice as long.</summary>
    [Parameter, BlankToNull, NumberRange(0.0, 3600.0)]
    public double? RetryDelay { get; set; } = new CopyOptions().RetryDelay.TotalSeconds;

    /// <summary>
    /// The seconds without an answer in the middle of a batch after which a connection counts as dead; 0 waits forever.
    /// </summary>
    [Parameter, BlankToNull, NumberRange(0, 86400)]
    public int? Timeout { get; set; } = (int)new CopyOptions().Timeout!.Value.TotalSeconds;

    /// <summary>What happens to a row that the target refuses.</summary>
    [Parameter, EnumName(typeof(RowErrorAction))]
    public RowErrorAction OnRowError { get; set; }

    /// <summary>
    /// The file for -OnRowError Collect; by default pidmigration-rejects.jsonl in the current folder.
    /// </summary>
    [Parameter, BlankToNull]
    public string? RejectsPath { get; set; }

    private protected TimeSpan RetryPause => TimeSpan.FromSeconds(RetryDelay!.Value);

    private protected TimeSpan? StallLimit => Timeout == 0 ? null : TimeSpan.FromSeconds(Timeout!.Value);

    /// <summary>The rejects file; null where the first refused row ends a model.</summary>
    private protected RejectsFile? OpenRejects() =>
        OnRowError == RowErrorAction.Collect
            ? new RejectsFile(ResolvePath(RejectsPath ?? "pidmigration-rejects.jsonl"))
            : null;
}
