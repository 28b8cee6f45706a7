using System.Management.Automation;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// For a switch: PowerShell takes <c>-ClearTarget:$misspelt</c> for a yes, and makes an error about .NET types of what
/// is neither a yes nor a no.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchValueAttribute : ArgumentTransformationAttribute
{
    /// <summary>The value, which is a yes or a no.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It is neither; the catalogue has the text.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = GivenValues.Bare(inputData);
        // Numbers are fine with PowerShell: 0 is a no.
        if (value is bool or SwitchParameter or int or long or double)
            return value;
        var error = GivenValues.IsNothing(value) ? ParameterErrors.NothingGiven(null) : ParameterErrors.NoSwitchValue();
        throw GivenValues.Refuse(error);
    }
}
