using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// The encoding of a file's texts, which is UTF-8 or one of two UTF-16 (sqlite.org/pragma.html#pragma_encoding). Read
/// as they are stored: SQLite's own conversion makes something else of half a character, without a word.
/// </summary>
internal static class StoredText
{
    /// <summary>
    /// A function of ours, on each connection: how many bytes a text has in UTF-8, whatever it is stored in.
    /// </summary>
    public const string Octets = "pidmigration_octets";

    /// <summary>
    /// A collation of ours, on each connection: by the bytes that texts have in UTF-8, whatever they are stored in.
    /// </summary>
    public const string Collation = "pidmigration_utf8";

    /// <summary>How the texts of a file of UTF-16 have to be read; null for UTF-8.</summary>
    public static ByteOrder? OrderOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA encoding";
        return command.ExecuteScalar() switch
        {
            "UTF-16le" => BitConverter.IsLittleEndian ? ByteOrder.Own : ByteOrder.Swapped,
            "UTF-16be" => BitConverter.IsLittleEndian ? ByteOrder.Swapped : ByteOrder.Own,
            _ => null,
        };
    }

    /// <summary>Makes <see cref="Octets"/> and <see cref="Collation"/> known to a connection.</summary>
    public static void AddFunctions(SqliteConnection connection)
    {
        void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection.Handle);
        Check(
            raw.sqlite3__create_collation_utf8(connection.Handle, Collation, null, (_, a, b) => a.SequenceCompareTo(b))
        );
        Check(
            raw.sqlite3_create_function(
                connection.Handle,
                Octets,
                1,
                raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC,
                null,
                (context, _, values) =>
                {
                    // Asked for the text first, the value counts its bytes in UTF-8 (sqlite.org/c3ref/value_blob.html).
                    if (raw.sqlite3_value_type(values[0]) == raw.SQLITE_TEXT)
                        raw.sqlite3_value_text(values[0]);
                    raw.sqlite3_result_int64(context, raw.sqlite3_value_bytes(values[0]));
                }
            )
        );
    }
}
