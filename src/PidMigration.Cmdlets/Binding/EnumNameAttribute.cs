using System.Collections;
using System.Management.Automation;
using PidMigration.Failures;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// For names out of a fixed list: what is none of them is refused with the list, and an element that is null isn't
/// taken for the first of it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnumNameAttribute(Type names) : ArgumentTransformationAttribute
{
    /// <summary>The list.</summary>
    public Type Names { get; } = names;

    /// <summary>
    /// The value, or each of several, as one of the list. Null and an empty list pass where several may be given:
    /// <see cref="GivenValues"/> knows the parameter.
    /// </summary>
    /// <exception cref="ArgumentTransformationMetadataException">It is no such name.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = GivenValues.Bare(inputData);
        if (value is null && IsList)
            return null;
        if (value is not IList list)
            return One(value);
        // A list of one is the one; of several none is.
        if (!IsList)
            return One(
                list.Count == 0 ? null
                : list.Count == 1 ? list[0]
                : string.Join(", ", list.Cast<object?>())
            );
        return list.Cast<object?>().Select(One).ToArray();
    }

    /// <summary>Whether the parameter takes several.</summary>
    public bool IsList { get; set; }

    private string Known => string.Join(", ", Enum.GetNames(Names));

    private object One(object? value)
    {
        value = GivenValues.Bare(value);
        if (GivenValues.IsNothing(value))
            throw GivenValues.Refuse(ParameterErrors.NothingGiven(null));
        var text = value!.ToString()!;
        if (Enum.TryParse(Names, text, true, out var found) && Enum.IsDefined(Names, found))
            return found;
        // PowerShell takes the beginning of a name where only one begins so.
        var begun = Enum.GetNames(Names).Where(n => n.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
        if (begun.Count != 1)
            throw GivenValues.Refuse(ParameterErrors.NotOneOf(text, Known));
        return Enum.Parse(Names, begun[0]);
    }
}
