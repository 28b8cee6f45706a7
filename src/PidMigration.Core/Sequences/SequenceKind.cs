namespace PidMigration.Sequences;

/// <summary>What issues the numbers of a sequence.</summary>
public enum SequenceKind
{
    /// <summary>A table's own counter in MySQL or MariaDB.</summary>
    AutoIncrement,

    /// <summary>A sequence of PostgreSQL or MariaDB.</summary>
    Sequence,

    /// <summary>A row of SQLite's table sqlite_sequence.</summary>
    SqliteSequence,

    /// <summary>What mints the PID Manager's identifiers, whether a row of sequences_sequence or a sequence.</summary>
    Noid,

    /// <summary>Another row of sequences_sequence (django-sequences).</summary>
    Row,
}
