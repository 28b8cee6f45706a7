using System.Management.Automation;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// Takes deserialized models and results (Export-Clixml, jobs, remote sessions): PowerShell turns them into property
/// bags that carry the name of the original type.
/// </summary>
public sealed class ModelNameConverter : PSTypeConverter
{
    private const string TypePrefix = "Deserialized.PidMigration.";

    /// <summary>Whether it was a model, or a result that names one.</summary>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => Find(sourceValue) is not null;

    /// <summary>The model's name.</summary>
    public override object ConvertFrom(
        object sourceValue,
        Type destinationType,
        IFormatProvider formatProvider,
        bool ignoreCase
    ) => new ModelName(Find(sourceValue)!);

    /// <summary>A model name is not converted to anything.</summary>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <summary>A model name is not converted to anything.</summary>
    public override object ConvertTo(
        object sourceValue,
        Type destinationType,
        IFormatProvider formatProvider,
        bool ignoreCase
    ) => throw new NotSupportedException();

    private static string? Find(object value)
    {
        if (value is not PSObject bag || !bag.TypeNames.Any(n => n.StartsWith(TypePrefix, StringComparison.Ordinal)))
            return null;
        // A result has the name in its property Model, a model in its property Name.
        return (bag.Properties["Model"] ?? bag.Properties["Name"])?.Value as string is { Length: > 0 } name
            ? name
            : null;
    }
}
