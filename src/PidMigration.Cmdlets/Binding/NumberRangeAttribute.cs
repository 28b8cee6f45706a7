using System.Globalization;
using System.Management.Automation;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// For a number between two others. Null passes: <see cref="GivenValues"/> knows the parameter, while PowerShell's own
/// check speaks of collections.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NumberRangeAttribute(double least, double most) : ValidateArgumentsAttribute
{
    /// <summary>The least number.</summary>
    public double Least { get; } = least;

    /// <summary>The largest number; infinite where there is none.</summary>
    public double Most { get; } = most;

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
            return;
        var number = Convert.ToDouble(arguments, CultureInfo.InvariantCulture);
        // NaN is in no range.
        if (number >= Least && number <= Most)
            return;
        throw new ValidationMetadataException(GivenValues.Text(ParameterErrors.OutOfRange(number, Least, Most)));
    }
}
