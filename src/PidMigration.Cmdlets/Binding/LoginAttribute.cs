using System.Management.Automation;

namespace PidMigration.Cmdlets.Binding;

/// <summary>For a user with a password: of a name alone the password is asked for, as PowerShell's own cmdlets do.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LoginAttribute : BlankToNullAttribute
{
    private static readonly CredentialAttribute Ask = new();

    /// <inheritdoc/>
    protected override object Convert(EngineIntrinsics engineIntrinsics, object value) =>
        Ask.Transform(engineIntrinsics, value);
}
