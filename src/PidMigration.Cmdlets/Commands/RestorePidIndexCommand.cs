using System.Management.Automation;
using PidMigration.Cmdlets.Base;
using PidMigration.Copying;
using PidMigration.Copying.Indexes;

namespace PidMigration.Cmdlets.Commands;

/// <summary>
/// Restores the indexes and foreign keys that an interrupted Copy-PidModel dropped and didn't restore.
/// </summary>
[Cmdlet(VerbsData.Restore, "PidIndex", SupportsShouldProcess = true)]
[OutputType(typeof(PidIndexResult))]
public sealed class RestorePidIndexCommand : MigrationCmdlet
{
    /// <inheritdoc/>
    private protected override bool Writes => true;

    /// <inheritdoc/>
    private protected override void OnEnd()
    {
        var restore = Wait((session, stop) => session.PrepareIndexRestoreAsync(stop));
        try
        {
            foreach (var entry in restore.PendingEntries)
            {
                var names = string.Join(", ", IndexRestore.ReadIndexes(entry).Select(d => d.Name));
                if (!Prompt(() => ShouldProcess($"{entry.Model} in {restore.TargetName}", $"Restore {names}")))
                    continue;
                var (result, errors) = Wait(stop => restore.RunAsync(entry, stop));
                WriteObject(result);
                foreach (var error in errors)
                    WriteError(error);
            }
        }
        finally
        {
            DisposeAndWait(restore);
        }
    }
}
