using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Comparing;

/// <summary>A database at the one instant at which it is compared.</summary>
/// <param name="Snapshot">The instant.</param>
/// <param name="Database">The database.</param>
internal sealed record ComparedDatabase(Snapshot Snapshot, Database Database) : IAsyncDisposable
{
    public static async Task<ComparedDatabase> OpenAsync(Database database, CancellationToken cancellationToken) =>
        new(await database.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false), database);

    public ReadAheadReader Read(ReadPlan plan, string model, CancellationToken cancellationToken) =>
        ReadAheadReader.Start(this, plan, model, cancellationToken);

    /// <summary>The error to show when a table can't be read.</summary>
    public MigrationException Translate(Exception exception, string table, string model) =>
        Database.TranslateRead(
            exception,
            table,
            (why, inner) => Errors.CompareFailed(model, Database.ToString(), why, inner)
        );

    public ValueTask DisposeAsync() => Snapshot.DisposeAsync();
}
