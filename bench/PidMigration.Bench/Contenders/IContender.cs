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

    /// <summary>Why it can't run here; null where it can.</summary>
    string? Obstacle => null;

    /// <summary>What it must keep within; empty where nothing is demanded.</summary>
    IReadOnlyList<Limit> Limits => [];

    /// <summary>What happens to the target before the clock starts.</summary>
    Task PrepareAsync(Server target, string targetDatabase, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Takes back what the preparation did to the server, when the clock has stopped, however the run ended.
    /// </summary>
    Task RestoreAsync(Server target) => Task.CompletedTask;

    /// <summary>
    /// Copies every row of the tables, into tables that are empty; or does what it does with the copy.
    /// </summary>
    /// <returns>The most RAM of its main process in bytes; 0 where that isn't measured.</returns>
    Task<long> RunAsync(
        Server source,
        string sourceDatabase,
        Server target,
        string targetDatabase,
        IReadOnlyList<Table> tables,
        CancellationToken cancellationToken
    );
}
