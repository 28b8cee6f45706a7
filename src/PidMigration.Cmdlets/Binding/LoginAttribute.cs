using System.Management.Automation;

namespace PidMigration.Cmdlets.Binding;

/// <summary>For a user with a password, which is asked for where a name alone is given, as PowerShell does.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LoginAttribute : BlankToNullAttribute
{
    private static readonly CredentialAttribute Ask = new();

    /// <inheritdoc/>
    protected override object Convert(EngineIntrinsics engineIntrinsics, object value) =>
        Ask.Transform(engineIntrinsics, value);
}
