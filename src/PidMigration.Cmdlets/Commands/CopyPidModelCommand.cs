using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Binding;
using PidMigration.Cmdlets.Progress;
using PidMigration.Cmdlets.Prompting;
using PidMigration.Copying;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Commands;

/// <summary>Copies models and their through tables from the source into the target.</summary>
[Cmdlet(VerbsCommon.Copy, "PidModel", SupportsShouldProcess = true)]
[OutputType(typeof(PidCopyResult))]
public sealed class CopyPidModelCommand : BatchCmdlet
{
    /// <summary>
    /// The most rows of one transaction, which also ends at 1.5 MB; without this parameter, 1.5 MB alone is the limit.
    /// </summary>
    [Parameter, BlankToNull]
    public long? BatchSize { get; set; }

    /// <summary>Deletes the rows that the target holds; with -Confirm:$false or -Force without a prompt.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter ClearTarget { get; set; }

    /// <summary>With -ClearTarget: deletes without a prompt.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Force { get; set; }

    /// <summary>Copies models without their parents: their references have to fit the parents in the target.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter WithoutParent { get; set; }

    /// <summary>Skips the check whether all values fit; the load still refuses those that don't.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter SkipPreflight { get; set; }

    /// <summary>Compares every cell of each model as soon as it is copied.</summary>
    [Parameter, SwitchValue]
    public SwitchParameter Verify { get; set; }

    /// <summary>
    /// The most models copied at a time; by default the number of processors, at least 2 and at most 4.
    /// </summary>
    [Parameter, BlankToNull, NumberRange(1, 64)]
    public int? ThrottleLimit { get; set; }

    /// <summary>
    /// Whether the target's indexes and foreign keys are dropped for the load and restored afterwards, which is faster
    /// for large tables.
    /// </summary>
    [Parameter, EnumName(typeof(DeferIndexes))]
    public DeferIndexes DeferIndexes { get; set; }

    /// <summary>
    /// Continues the last incomplete run after the last row it committed of each model. -Where, -Since, -Allow and
    /// -ExcludeColumn are that run's.
    /// </summary>
    [Parameter, SwitchValue]
    public SwitchParameter Resume { get; set; }

    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnModels(IReadOnlyList<string> names)
    {
        if (Since is not null && ClearTarget)
            throw Errors.SinceClears();
        if (Resume && ClearTarget)
            throw Errors.ResumeClears();
        using var rejects = OpenRejects();
        var options = Options(rejects);
        var run = Wait(
            (session, stop) =>
                Resume
                    ? session.PrepareResumeAsync(names, options, stop)
                    : session.PrepareCopyAsync(names, options, stop)
        );
        var output = new CopyOutput(this, run, StopToken);
        try
        {
            foreach (var warning in run.Warnings)
                WriteWarning(warning);
            foreach (var plan in run.Plans)
                WriteVerbose(PlanDescription.Of(plan, options));
            if (new CopyConfirmations(this, run, ClearTarget, Force).Decide())
                Pump(run.RunAsync(StopToken), output.Handle);
        }
        finally
        {
            DisposeAndWait(run);
            output.Complete();
            output.ReportStopped();
        }
    }

    private CopyOptions Options(RejectsFile? rejects) =>
        new()
        {
            Limit = CopyOptions.LimitFor(BatchSize),
            Where = Where,
            Since = Since,
            WithoutParents = WithoutParent,
            Exclude = ExcludedColumns,
            Allow = AllowedChanges,
            SkipPreflight = SkipPreflight,
            Rejects = rejects,
            ThrottleLimit = ThrottleLimit,
            Verify = Verify,
            DeferIndexes = Enum.Parse<IndexDeferral>(DeferIndexes.ToString()),
            RetryCount = RetryCount!.Value,
            RetryDelay = RetryPause,
            Timeout = StallLimit,
            PlanOnly = this.IsWhatIf(),
        };
}
