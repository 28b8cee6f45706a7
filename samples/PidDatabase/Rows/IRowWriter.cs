namespace PidDatabase.Rows;

/// <summary>Takes the values of a table's rows, column after column, in the order of the table's columns.</summary>
public interface IRowWriter
{
    /// <summary>The next value is NULL.</summary>
    void Null();

    /// <summary>The next value is a whole number.</summary>
    void Number(long value);

    /// <summary>The next value is a boolean.</summary>
    void Boolean(bool value);

    /// <summary>The next value is a text.</summary>
    void Text(ReadOnlySpan<char> value);

    /// <summary>The next value is an instant in UTC, whole microseconds.</summary>
    void Instant(DateTime value);

    /// <summary>The row is complete.</summary>
    void EndRow();
}
