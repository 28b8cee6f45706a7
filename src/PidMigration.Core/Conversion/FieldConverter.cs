using PidMigration.Rows;

namespace PidMigration.Conversion;

/// <summary>Turns the canonical text of a source's value into that of the target's kind, and adds it to a batch.</summary>
/// <param name="value">The source's canonical text.</param>
/// <param name="output">Where the field is added.</param>
/// <returns>False where the value has no form in the target's kind; nothing is added then.</returns>
public delegate bool FieldConverter(ReadOnlySpan<byte> value, RowBatch output);
