using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Running;
using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Copies models, their through tables with them, from the source into the target.</summary>
[Cmdlet(VerbsCommon.Copy, "PidModel", SupportsShouldProcess = true)]
[OutputType(typeof(PidCopyResult))]
public sealed class CopyPidModelCommand : ModelCmdlet
{
    /// <summary>The rows of one transaction; as many as fit into 1.5 MB, when left out. A batch of that many bytes ends earlier.</summary>
    [Parameter, BlankToNull]
    public long? BatchSize { get; set; }

    /// <summary>A condition in the source's SQL that the copied rows fulfil.</summary>
    [Parameter, BlankToNull]
    public string? Where { get; set; }

    /// <summary>Copies only what was added since: a moment (UTC, when it names no zone) or a key. Keys that the target has are not written again.</summary>
    [Parameter, SinceText]
    public SinceValue? Since { get; set; }

    /// <summary>Deletes the rows that the target holds; together with -Confirm:$false without a question.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter ClearTarget { get; set; }

    /// <summary>Clears with -ClearTarget without asking.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Force { get; set; }

    /// <summary>Copies models although their parents aren't copied: against the rows the target has of those.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter WithoutParent { get; set; }

    /// <summary>Changes of values that are allowed, by name: for everything, or for one column as model.column=name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AllowanceCompleter))]
    [AllowEmptyCollection]
    public string[] Allow { get; set; } = [];

    /// <summary>Doesn't ask the data beforehand whether it fits; the load catches what doesn't all the same.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Compares every cell of each model as soon as it is copied.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Verify { get; set; }

    /// <summary>The most models that are copied side by side; as many as this machine has processors, from 2 to 4, when left out.</summary>
    [Parameter, BlankToNull, NumberRange(1, 64)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Whether the target's indexes and foreign keys are taken off for the load and built afterwards, which is faster for large tables: Auto, Always or Never.</summary>
    [Parameter, EnumName(typeof(DeferIndexes))]
    public DeferIndexes DeferIndexes { get; set; }

    /// <summary>Goes on with the last run that isn't complete, behind the last row it committed of each model. -Where, -Since and -Allow are that run's.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Resume { get; set; }

    /// <summary>How often in a row a batch is tried again when a connection breaks or a server is busy; 6, when left out. 0 gives up at once.</summary>
    [Parameter, BlankToNull, NumberRange(0, 1000)]
    public int? RetryCount { get; set; } = new CopyOptions().RetryCount;

    /// <summary>The seconds before the first try; each pause is about twice the one before. 1, when left out.</summary>
    [Parameter, BlankToNull, NumberRange(0.0, 3600.0)]
    public double? RetryDelay { get; set; } = new CopyOptions().RetryDelay.TotalSeconds;

    /// <summary>The seconds that a server may say nothing in the middle of a batch before its connection counts as dead; 300, when left out. 0 waits for ever.</summary>
    [Parameter, BlankToNull, NumberRange(0, 86400)]
    public int? Timeout { get; set; } = (int)new CopyOptions().Timeout!.Value.TotalSeconds;

    /// <summary>What becomes of a row that the target refuses: Stop ends the model there, Collect puts the row into the rejects file.</summary>
    [Parameter, EnumName(typeof(RowErrorAction))]
    public RowErrorAction OnRowError { get; set; }

    /// <summary>The rejects file of -OnRowError Collect; pidmigration-rejects.jsonl in the current folder, when left out.</summary>
    [Parameter, BlankToNull]
    public string? RejectsPath { get; set; }

    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        if (Since is not null && ClearTarget)
            throw Errors.SinceClears();
        if (Resume && ClearTarget)
            throw Errors.ResumeClears();
        using var rejects =
            OnRowError == RowErrorAction.Collect
                ? new RejectsFile(Paths(RejectsPath ?? "pidmigration-rejects.jsonl"))
                : null;
        var options = new CopyOptions
        {
            Limit = CopyOptions.LimitFor(BatchSize),
            Where = Where,
            Since = Since,
            WithoutParents = WithoutParent,
            Allow = new AllowedChanges(Allow),
            SkipPreflight = SkipPreflight,
            Rejects = rejects,
            ThrottleLimit = ThrottleLimit,
            Verify = Verify,
            DeferIndexes = Enum.Parse<IndexDeferral>(DeferIndexes.ToString()),
            RetryCount = RetryCount!.Value,
            RetryDelay = TimeSpan.FromSeconds(RetryDelay!.Value),
            Timeout = Timeout == 0 ? null : TimeSpan.FromSeconds(Timeout!.Value),
            PlanOnly = this.IsWhatIf(),
        };
        var run = Wait(
            (session, stop) =>
                Resume
                    ? session.PrepareResumeAsync(names, options, stop)
                    : session.PrepareCopyAsync(names, options, stop)
        );
        var report = new CopyOutput(this, run, StopToken);
        try
        {
            foreach (var remark in run.Warnings)
                WriteWarning(remark);
            foreach (var plan in run.Plans)
                WriteVerbose(CopyConfirmations.Describe(plan, options));
            if (!new CopyConfirmations(this, run, ClearTarget, Force).Decide())
                return;
            Pump(run.RunAsync(StopToken), report.Take);
        }
        finally
        {
            DisposeAndWait(run);
            report.Complete();
            report.TellStopped();
        }
    }
}
