using PidMigration.Conversion;
using PidMigration.Database.Tests.Reading;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>One row of a fidelity table: values of a type on their way into another.</summary>
/// <param name="From">The source's type.</param>
/// <param name="Into">The target's type.</param>
/// <param name="Kind">How the target's values are read.</param>
/// <param name="Values">The values, each a row.</param>
public sealed record Case(string From, string Into, CellKind Kind, IReadOnlyList<Value> Values)
{
    /// <summary>
    /// The code of the finding about the values that are named, or about the types where nothing can be carried.
    /// </summary>
    public string? Finding { get; init; }

    /// <summary>Whether the pair of types is refused, whatever the values.</summary>
    public bool TypesRefused { get; init; }

    /// <summary>The change that is allowed for the column; then all values arrive.</summary>
    public AllowedChange? Allow { get; init; }

    /// <summary>How many pieces of values the result says were changed.</summary>
    public long Changed { get; init; }

    /// <summary>The one server it is for; null for all.</summary>
    public string? Only { get; init; }

    public bool Carried => !TypesRefused && (Allow is not null || Values.All(v => !v.Named && !v.Refused));

    public override string ToString() => $"{From} → {Into}{(Allow is null ? "" : $", {Allow}")}";

    public static Case Exact(string from, string into, CellKind form, params Value[] values) =>
        new(from, into, form, values);

    public static Case Checked(string code, string from, string into, CellKind form, params Value[] values) =>
        new(from, into, form, values) { Finding = code };

    public static Case RefusedTypes(string code, string from, string into, params Value[] values) =>
        new(from, into, CellKind.Text, values) { Finding = code, TypesRefused = true };

    public static Case Allowed(
        AllowedChange allow,
        long changed,
        string code,
        string from,
        string into,
        CellKind form,
        params Value[] values
    ) =>
        new(from, into, form, values)
        {
            Finding = code,
            Allow = allow,
            Changed = changed,
        };
}
