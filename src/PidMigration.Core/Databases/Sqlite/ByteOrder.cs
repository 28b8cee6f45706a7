namespace PidMigration.Databases.Sqlite;

/// <summary>The order of the two bytes of a unit of UTF-16 in a file.</summary>
internal enum ByteOrder
{
    Own,

    Swapped,
}
