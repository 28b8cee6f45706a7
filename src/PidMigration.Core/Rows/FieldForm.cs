namespace PidMigration.Rows;

/// <summary>How a field is written into delimited text.</summary>
internal enum FieldForm
{
    /// <summary>Its characters, with a back-slash before those that delimit.</summary>
    Escaped,

    /// <summary>Two hexadecimal digits a byte.</summary>
    Hex,

    /// <summary>The same behind <c>\\x</c>, PostgreSQL's form of bytes.</summary>
    PrefixedHex,
}
