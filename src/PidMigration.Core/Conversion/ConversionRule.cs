using PidMigration.Catalog;

namespace PidMigration.Conversion;

/// <summary>One row of the conversion table.</summary>
/// <param name="From">The kind of the source's column.</param>
/// <param name="To">The kind of the target's column.</param>
/// <param name="Exactness">What is known of it.</param>
/// <param name="Convert">What is done to each value; null where the text is the same.</param>
/// <param name="Needs">What the user has to allow by name for the pair to be carried at all; null for nothing.</param>
public sealed record ConversionRule(ValueKind From, ValueKind To, Exactness Exactness, FieldConverter? Convert = null, Allowance? Needs = null);
