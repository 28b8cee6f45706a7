namespace PidMigration.Rows;

/// <summary>How a field is written into delimited text.</summary>
internal enum FieldEncoding
{
    /// <summary>Its characters, with a back-slash before those that delimit.</summary>
    Escaped,

    Hex,

    /// <summary>The same after <c>\\x</c>, PostgreSQL's form of bytes.</summary>
    PrefixedHex,
}
