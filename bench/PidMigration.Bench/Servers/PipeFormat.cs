namespace PidMigration.Bench.Servers;

/// <summary>What goes through a plain pipe between two clients.</summary>
internal enum PipeFormat
{
    /// <summary>
    /// PostgreSQL's COPY text, which LOAD DATA reads too: a line per row, tabs between the fields, \t \n \r \\ in them,
    /// \N for NULL.
    /// </summary>
    Text,

    /// <summary>
    /// Comma-separated, in quotation marks where needed, <see cref="Server.NullMark"/> for NULL: the only form that
    /// sqlite3's .import reads, and it knows no NULL.
    /// </summary>
    Csv,
}
