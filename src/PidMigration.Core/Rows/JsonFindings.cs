namespace PidMigration.Rows;

/// <summary>What of a JSON text a server may refuse or change.</summary>
[Flags]
internal enum JsonFindings
{
    None = 0,

    /// <summary>It isn't JSON, or has an escape that is half of a character.</summary>
    Invalid = 1,

    /// <summary>An object with a key twice.</summary>
    DoubledKey = 2,

    /// <summary>A number that is neither a 64-bit integer nor a double.</summary>
    WideNumber = 4,

    /// <summary>An escaped NUL in a text or a key.</summary>
    EscapedNul = 8,
}
