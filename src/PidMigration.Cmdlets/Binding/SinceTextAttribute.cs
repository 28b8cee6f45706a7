using System.Management.Automation;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Binding;

/// <summary>For a key or a moment: of a text that is neither PowerShell would only say which .NET type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SinceTextAttribute : BlankToNullAttribute
{
    /// <inheritdoc/>
    protected override object Convert(EngineIntrinsics engineIntrinsics, object value)
    {
        if (GivenValues.Bare(value) is not string text)
            return value;
        try
        {
            return new SinceValue(text);
        }
        catch (FormatException e)
        {
            throw GivenValues.Refuse(ParameterErrors.NoSince(e.Message));
        }
    }
}
