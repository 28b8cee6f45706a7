using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace PidDatabase.Rows;

/// <summary>
/// Binds rows to one prepared INSERT, in the forms in which Django stores them: booleans as 0 and 1, instants as text
/// in UTC, without a fraction where it is zero.
/// </summary>
/// <remarks>It binds to the driver's own statement handle: parameters as objects take several times as long.</remarks>
internal sealed class SqliteRowWriter : IRowWriter, IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;
    private byte[] _utf8 = new byte[1 << 12];
    private int _parameter;

    public SqliteRowWriter(SqliteConnection connection, string insert)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(sqlite3_prepare_v2(_database, insert, out _insert));
    }

    /// <summary>Rows written so far.</summary>
    public long Rows { get; private set; }

    public void Null() => Check(sqlite3_bind_null(_insert, ++_parameter));

    public void Number(long value) => Check(sqlite3_bind_int64(_insert, ++_parameter, value));

    public void Boolean(bool value) => Number(value ? 1 : 0);

    public void Text(ReadOnlySpan<char> value)
    {
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        Check(sqlite3_bind_text(_insert, ++_parameter, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8))));
    }

    public void Instant(DateTime value)
    {
        // Python's str(datetime), which Django hands to SQLite.
        var format = value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff";
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var written, format, CultureInfo.InvariantCulture);
        Text(text[..written]);
    }

    public void EndRow()
    {
        var result = sqlite3_step(_insert);
        if (result != SQLITE_DONE)
            Check(result);
        Check(sqlite3_reset(_insert));
        _parameter = 0;
        Rows++;
    }

    public void Dispose() => _insert.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
