namespace PidMigration.Catalog;

/// <summary>
/// What a column's values are, whatever the engine calls the type. Each kind has one canonical text (see <see
/// cref="Rows.RowBatch"/>).
/// </summary>
public enum ValueKind
{
    /// <summary>A type that no row of the engine's type map knows; it is refused.</summary>
    Unknown,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>A whole number, as digits.</summary>
    Integer,

    /// <summary>An exact number with a fraction, as digits.</summary>
    Decimal,

    /// <summary>A 32-bit IEEE float, in its shortest round-trip text.</summary>
    Float32,

    /// <summary>A 64-bit IEEE float, in its shortest round-trip text.</summary>
    Float64,

    /// <summary>Characters, as UTF-8.</summary>
    Text,

    /// <summary>Characters of a fixed length, whose padding is not data.</summary>
    FixedText,

    /// <summary>Bytes, raw.</summary>
    Bytes,

    /// <summary>A calendar day: <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>A time of day: <c>HH:mm:ss[.ffffff]</c>.</summary>
    Time,

    /// <summary>
    /// A date and time of no zone: <c>yyyy-MM-dd HH:mm:ss[.ffffff]</c>, the fraction without trailing zeros.
    /// </summary>
    Timestamp,

    /// <summary>An instant, written in UTC like a <see cref="Timestamp"/>.</summary>
    Instant,

    /// <summary>
    /// A length of time, as PostgreSQL writes it: <c>1 mon -2 days 03:04:05.6</c>. A number of microseconds is an <see
    /// cref="Integer"/>.
    /// </summary>
    Duration,

    /// <summary>A UUID as 32 lower-case hexadecimal digits.</summary>
    Uuid,

    /// <summary>A JSON text.</summary>
    Json,

    /// <summary>One of a list of labels.</summary>
    EnumLabel,

    /// <summary>Any of a list of labels, in the list's order, with commas.</summary>
    EnumSet,

    /// <summary>A network address, as text.</summary>
    Network,

    /// <summary>A year, as digits.</summary>
    Year,

    /// <summary>A bit string read as an unsigned number, as digits.</summary>
    Bits,

    /// <summary>Many values in one, an array, a range or a map: as a JSON text.</summary>
    Composite,
}
