using PidDatabase.Schema;
using PidMigration.Bench.Servers;

namespace PidMigration.Bench.Contenders;

/// <summary>One way to copy the database from one server to another, or to do something with a copy.</summary>
internal interface IContender
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>Whether a value that changed on the way makes the run a failure; else it is only told.</summary>
    bool MustBeFaithful { get; }

    /// <summary>Whether it begins with a target that holds the copy, and leaves it so.</summary>
    bool NeedsCopy => false;

    /// <summary>The time it may take; null where nothing is demanded.</summary>
    Limit? Limit => null;

    /// <summary>What happens to the target before the clock starts.</summary>
    Task PrepareAsync(Server target, string targetDatabase, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Copies every row of the tables, into tables that are empty; or does what it does with the copy.</summary>
    /// <returns>The most RAM of its main process in bytes; 0 where that isn't measured.</returns>
    Task<long> RunAsync(Server source, string sourceDatabase, Server target, string targetDatabase, IReadOnlyList<Table> tables, CancellationToken cancellationToken);
}
