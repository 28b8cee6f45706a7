namespace PidMigration.Catalog;

/// <summary>A column of a table, as its database declares it.</summary>
/// <param name="Name">The name, unquoted.</param>
/// <param name="NativeType">The type in the server's own words, for people and for messages.</param>
/// <param name="Kind">What its values are.</param>
public sealed record Column(string Name, string NativeType, ValueKind Kind)
{
    /// <summary>Whether the server stores values of any type in it, whatever its declared type (SQLite).</summary>
    public bool IsDynamicallyTyped { get; init; }

    public bool Nullable { get; init; }

    /// <summary>Whether it is unsigned (MySQL).</summary>
    public bool Unsigned { get; init; }

    /// <summary>The width of an integer in bytes; 0 for other types, or if unlimited.</summary>
    public int Bytes { get; init; }

    /// <summary>The maximum number of characters (text) or bytes (binary); null if unlimited.</summary>
    public long? MaxLength { get; init; }

    /// <summary>
    /// The most bytes a text takes, in the column's own character set; null where characters are what counts.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>
    /// The labels of an enum or a set, the fields of an interval that has only some, in order; empty for anything else.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The total digits of a decimal, or the bits of a bit string; null if unlimited.</summary>
    public int? Precision { get; init; }

    /// <summary>
    /// The digits after the point of a decimal, of a float that is declared with some, or of a second.
    /// </summary>
    public int? Scale { get; init; }

    /// <summary>The character set of a text column, by the server's name; null if it has none of its own.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>The collation of a text column; null if it has none of its own.</summary>
    public string? Collation { get; init; }

    /// <summary>Whether a row may omit it: it has a default, is an identity, or allows NULL.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Whether the server computes it from other columns; such a column is never written.</summary>
    public bool Generated { get; init; }

    /// <summary>Whether it is an identity column that accepts no other values (GENERATED ALWAYS).</summary>
    public bool IdentityAlways { get; init; }

    /// <summary>Whether the user may read it. Without this check an unreadable column would arrive as NULL.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>
    /// Whether its texts lie in UTF-16 (a SQLite file's), so that their order by bytes isn't that of UTF-8.
    /// </summary>
    public bool IsWide { get; init; }

    /// <summary>
    /// Whether the server added it by itself, as a key for a table without one (MySQL's generated invisible primary
    /// key).
    /// </summary>
    public bool IsServerKey { get; init; }

    /// <summary>Whether the server stores in it when a row's version began or ended (system versioning).</summary>
    public bool IsPeriod { get; init; }

    /// <summary>
    /// Whether the server changes it with every update that doesn't name it (MySQL's ON UPDATE CURRENT_TIMESTAMP).
    /// </summary>
    public bool ChangesOnUpdate { get; init; }

    /// <summary>Whether its values are the application's, neither computed nor maintained by the server.</summary>
    public bool IsData => this is { Generated: false, IsServerKey: false, IsPeriod: false };

    /// <summary>For people: <c>name character varying(1023)</c>.</summary>
    public override string ToString() => $"{Name} {NativeType}";
}
