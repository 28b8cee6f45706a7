namespace PidMigration.Databases;

/// <summary>What a connection is opened for.</summary>
internal enum ConnectionUse
{
    /// <summary>Queries; it can't write.</summary>
    Query,

    /// <summary>Rows by the million; it can't write, and its socket blocks (<see cref="BlockingCommand"/>).</summary>
    ReadRows,

    /// <summary>Writing.</summary>
    Write,
}
