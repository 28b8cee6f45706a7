namespace PidMigration.Comparing;

/// <summary>The order of a key column that both databases can make, whatever their types and collations.</summary>
internal enum KeyOrder
{
    Number,

    /// <summary>By the bytes of the canonical text, which is also the order of the values.</summary>
    Value,

    /// <summary>By the bytes of the canonical text, which the server has to be told.</summary>
    Text,

    /// <summary>By the 32 digits of a UUID, in whatever form it is held.</summary>
    Uuid,
}
