using PidDatabase.Data;

namespace PidDatabase.Engines;

/// <summary>Makes the database in one engine.</summary>
internal interface IEngine
{
    /// <summary>Makes the database where it is missing, every table, and the rows.</summary>
    /// <param name="url">Where.</param>
    /// <param name="content">The rows, parents first.</param>
    /// <param name="recreate">Whether a database that is there is dropped first.</param>
    /// <param name="cancellationToken">Cancels the work; what is made by then stays.</param>
    Task CreateAsync(
        DatabaseUrl url,
        IReadOnlyList<TableRows> content,
        bool recreate,
        CancellationToken cancellationToken
    );
}
