using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>
/// Turns the canonical text of a source's value into that of the target's kind, and adds it to a batch.
/// </summary>
/// <param name="value">The source's canonical text.</param>
/// <param name="output">Where the field is added.</param>
/// <returns>How many pieces of the value were changed by a conversion that the user named; 0 for none, −1 where the
/// value has no form in the target (nothing is added then).</returns>
public delegate int FieldConverter(ReadOnlySpan<byte> value, RowBatch output);
