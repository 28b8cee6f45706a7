using System.Collections;
using System.Management.Automation;
using System.Reflection;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// Looks whether what was given is something: a misspelt variable, or a command that returned nothing, must not mean
/// everything.
/// </summary>
internal static class GivenValues
{
    /// <summary>The error of the first parameter that was given nothing; null where there is none.</summary>
    public static MigrationException? FindNothing(PSCmdlet cmdlet)
    {
        foreach (var (name, value) in cmdlet.MyInvocation.BoundParameters)
        {
            // The common parameters are PowerShell's own.
            if (cmdlet.GetType().GetProperty(name) is not { } property)
                continue;
            if (property.DeclaringType!.Assembly != typeof(GivenValues).Assembly)
                continue;
            if (value is not IList list)
            {
                if (IsNothing(value))
                    return ParameterErrors.NothingGiven(name);
            }
            else if (list.Count == 0)
            {
                var mayBeEmpty = property.GetCustomAttribute<AllowEmptyCollectionAttribute>() is not null;
                if (!mayBeEmpty)
                    return ParameterErrors.EmptyList(name);
            }
            else if (list.Cast<object?>().Any(IsNothing))
            {
                return ParameterErrors.NothingGiven(name);
            }
        }

        return null;
    }

    /// <summary>Whether a value is none: null, an empty or blank text, or a list of nothing else.</summary>
    public static bool IsNothing(object? value) =>
        Bare(value) switch
        {
            null => true,
            string text => string.IsNullOrWhiteSpace(text),
            ModelName model => string.IsNullOrWhiteSpace(model.Name),
            IList list => list.Cast<object?>().All(IsNothing),
            _ => false,
        };

    /// <summary>A value without what PowerShell may have wrapped around it.</summary>
    public static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>An error of the catalogue for PowerShell's binder, which puts the parameter's name before it.</summary>
    public static ArgumentTransformationMetadataException Refuse(MigrationException error) => new(Text(error));

    /// <summary>An error of the catalogue with its code, where a message is all there is.</summary>
    public static string Text(MigrationException error) => $"{error.Code}: {error.Message}";
}
