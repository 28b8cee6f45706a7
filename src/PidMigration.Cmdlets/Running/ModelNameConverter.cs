using System.Management.Automation;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// Takes models and results that were written down and read again (Export-Clixml, jobs, remote sessions): PowerShell
/// gives them back as bags of properties, with the name of the type they had.
/// </summary>
public sealed class ModelNameConverter : PSTypeConverter
{
    private const string Ours = "Deserialized.PidMigration.";

    /// <summary>Whether it was a model, or a result that names one.</summary>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => Find(sourceValue) is not null;

    /// <summary>The model's name.</summary>
    public override object ConvertFrom(
        object sourceValue,
        Type destinationType,
        IFormatProvider formatProvider,
        bool ignoreCase
    ) => new ModelName(Find(sourceValue)!);

    /// <summary>Nothing is made of it.</summary>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <summary>Nothing is made of it.</summary>
    public override object ConvertTo(
        object sourceValue,
        Type destinationType,
        IFormatProvider formatProvider,
        bool ignoreCase
    ) => throw new NotSupportedException();

    private static string? Find(object value)
    {
        if (value is not PSObject bag || !bag.TypeNames.Any(n => n.StartsWith(Ours, StringComparison.Ordinal)))
            return null;
        // A result has the model's name as Model, a model as Name.
        return (bag.Properties["Model"] ?? bag.Properties["Name"])?.Value as string is { Length: > 0 } name
            ? name
            : null;
    }
}
