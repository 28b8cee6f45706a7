using System.Management.Automation;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// For a parameter of one value: an empty text, blanks and an empty list arrive as null, which
/// <see cref="GivenValues"/> then refuses by the parameter's name. Else PowerShell would make a 0 of an empty text, and
/// of a list an error about .NET types.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class BlankToNullAttribute : ArgumentTransformationAttribute
{
    /// <summary>The value; null where it is none.</summary>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        GivenValues.IsNothing(inputData) ? null : Convert(engineIntrinsics, inputData!);

    /// <summary>What becomes of a value that is one.</summary>
    protected virtual object Convert(EngineIntrinsics engineIntrinsics, object value) => value;
}
