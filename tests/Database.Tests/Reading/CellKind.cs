namespace PidMigration.Database.Tests.Reading;

/// <summary>
/// What the values of a column are, and so how they are written as DDL, as a literal, and as neutral text.
/// </summary>
public enum CellKind
{
    Number,
    Small,
    Text,
    Bool,
    Instant,
    Moment,
    Date,
    Time,
    Decimal,
    Double,
    Single,
    Bytes,
    Uuid,
    Json,
}
