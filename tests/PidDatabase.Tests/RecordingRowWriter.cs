using PidDatabase.Data;
using PidDatabase.Rows;

namespace PidDatabase.Tests;

/// <summary>Keeps every row as the values it was given.</summary>
public sealed class RecordingRowWriter : IRowWriter
{
    private List<object?> _row = [];

    public List<object?[]> Rows { get; } = [];

    public void Null() => _row.Add(null);

    public void Number(long value) => _row.Add(value);

    public void Boolean(bool value) => _row.Add(value);

    public void Text(ReadOnlySpan<char> value) => _row.Add(new string(value));

    public void Instant(DateTime value) => _row.Add(value);

    public void EndRow()
    {
        Rows.Add([.. _row]);
        _row = [];
    }

    public static List<object?[]> Of(TableRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var writer = new RecordingRowWriter();
        rows.Write(writer);
        return writer.Rows;
    }
}
