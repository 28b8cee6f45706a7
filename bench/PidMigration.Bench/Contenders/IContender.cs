using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>One way to copy the database from one server to another.</summary>
internal interface IContender
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>Whether a value that changed on the way makes the run a failure; else it is only told.</summary>
    bool MustBeFaithful { get; }

    /// <summary>Copies every row of the tables, into tables that are empty.</summary>
    /// <returns>The most RAM of its main process in bytes; 0 where that isn't measured.</returns>
    Task<long> CopyAsync(Server source, string sourceDatabase, Server target, string targetDatabase, IReadOnlyList<Table> tables, CancellationToken cancellationToken);
}
