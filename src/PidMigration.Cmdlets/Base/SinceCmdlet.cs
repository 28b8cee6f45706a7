using System.Management.Automation;
using PidMigration.Cmdlets.Binding;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Base;

/// <summary>A cmdlet on models with -Allow, -Where and -Since.</summary>
public abstract class SinceCmdlet : WhereCmdlet
{
    /// <summary>Only rows added or changed since a moment (UTC unless it names a zone) or a key.</summary>
    [Parameter, SinceText]
    public SinceValue? Since { get; set; }
}
