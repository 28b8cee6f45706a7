namespace PidMigration.Databases.MySql;

/// <summary>A column's type, as a row of information_schema.COLUMNS has it.</summary>
/// <param name="DataType">Its name alone: <c>varchar</c>.</param>
/// <param name="ColumnType">With all that was declared: <c>varchar(127)</c>, <c>enum('a','b')</c>.</param>
internal sealed record DeclaredType(string DataType, string ColumnType)
{
    /// <summary>CHARACTER_MAXIMUM_LENGTH: characters, or bytes of the TEXT and BLOB families.</summary>
    public long? Length { get; init; }

    public int? Precision { get; init; }

    public int? Scale { get; init; }

    /// <summary>DATETIME_PRECISION: the digits of a second's fraction.</summary>
    public int? FractionDigits { get; init; }
}
