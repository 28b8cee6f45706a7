using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using PidMigration.Rows;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// What SQLite has no function of its own for: functions of ours, on each connection. They run in this process.
/// </summary>
internal static class ValueFunctions
{
    /// <summary>Whether a number is equal to no 32-bit float.</summary>
    public const string NotSingle = "pidmigration_not_single";

    /// <summary>Whether a text in a file of UTF-8 is none. Half of a character in UTF-16 stops the reader.</summary>
    public const string NotText = "pidmigration_not_text";

    /// <summary>A text with another character in place of each NUL, so that functions see all of it.</summary>
    public const string WithoutNul = "pidmigration_without_nul";

    /// <summary>What there is of some <see cref="JsonFindings"/> in a text.</summary>
    public const string Json = "pidmigration_json";

    /// <summary>Makes the functions known to a connection.</summary>
    public static void Add(SqliteConnection connection)
    {
        var isUtf8 = StoredText.OrderOf(connection) is null;
        Add(
            connection,
            NotSingle,
            1,
            (context, _, values) =>
            {
                var number = raw.sqlite3_value_double(values[0]);
                raw.sqlite3_result_int(context, double.IsFinite(number) && (float)number != number ? 1 : 0);
            }
        );
        Add(
            connection,
            NotText,
            1,
            (context, _, values) =>
                raw.sqlite3_result_int(context, isUtf8 && !Utf8.IsValid(raw.sqlite3_value_blob(values[0])) ? 1 : 0)
        );
        Add(
            connection,
            WithoutNul,
            1,
            (context, _, values) =>
            {
                if (!isUtf8)
                    raw.sqlite3_value_text(values[0]);
                var text = raw.sqlite3_value_blob(values[0]).ToArray();
                text.AsSpan().Replace((byte)0, (byte)1);
                raw.sqlite3_result_text(context, text);
            }
        );
        Add(
            connection,
            Json,
            2,
            (context, _, values) =>
            {
                // Asked for the text first, the value gives its bytes in UTF-8 (sqlite.org/c3ref/value_blob.html).
                if (!isUtf8)
                    raw.sqlite3_value_text(values[0]);
                var sought = (JsonFindings)raw.sqlite3_value_int(values[1]);
                raw.sqlite3_result_int(context, (int)JsonInspector.Inspect(raw.sqlite3_value_blob(values[0]), sought));
            }
        );
    }

    private static void Add(
        SqliteConnection connection,
        string name,
        int arguments,
        delegate_function_scalar function
    ) =>
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_create_function(
                connection.Handle,
                name,
                arguments,
                raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC,
                null,
                function
            ),
            connection.Handle
        );
}
