using System.Globalization;
using System.Text;

namespace PidDatabase.Rows;

/// <summary>
/// Writes rows as multi-row INSERT statements for a MySQL server that has local_infile switched off.
/// The session must not have NO_BACKSLASH_ESCAPES in its sql_mode.
/// </summary>
/// <param name="head">The statement up to and including VALUES.</param>
/// <param name="execute">Runs a statement.</param>
internal sealed class InsertRowWriter(string head, Action<string> execute) : IRowWriter
{
    // Far below the smallest max_allowed_packet in use (4 MB in MySQL 5.7), whatever the characters' widths.
    private const int StatementCharacters = 1 << 18;

    private readonly StringBuilder _statement = new();

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    public void Null() => Value().Append("NULL");

    public void Number(long value) => Value().Append(value);

    public void Boolean(bool value) => Value().Append(value ? '1' : '0');

    public void Instant(DateTime value) =>
        Value()
            .Append('\'')
            .Append(value.ToString("yyyy-MM-dd " + "HH:mm:ss.ffffff", CultureInfo.InvariantCulture))
            .Append('\'');

    public void Text(ReadOnlySpan<char> value)
    {
        Value().Append('\'');
        foreach (var character in value)
        {
            if (character is '\'' or '\\')
                _statement.Append('\\');
            _statement.Append(character);
        }
        _statement.Append('\'');
    }

    public void EndRow()
    {
        _statement.Append(')');
        Rows++;
        _rowIsOpen = false;
        if (_statement.Length > StatementCharacters)
            Flush();
    }

    /// <summary>Sends every complete row.</summary>
    public void Flush()
    {
        if (_statement.Length > 0)
            execute(_statement.ToString());
        _statement.Clear();
    }

    private bool _rowIsOpen;

    private StringBuilder Value()
    {
        if (_rowIsOpen)
            return _statement.Append(',');
        _rowIsOpen = true;
        return _statement.Append(_statement.Length == 0 ? head : ",").Append('(');
    }
}
