namespace PidMigration.Conversion;

/// <summary>Whether a value arrives in the target as it is.</summary>
/// <param name="value">The source's canonical text.</param>
internal delegate bool ValueTest(ReadOnlySpan<byte> value);
