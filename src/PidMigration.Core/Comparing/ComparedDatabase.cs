using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Comparing;

/// <summary>A database at the one instant at which it is compared.</summary>
/// <param name="Snapshot">The instant.</param>
/// <param name="Address">The database.</param>
internal sealed record ComparedDatabase(Snapshot Snapshot, DatabaseAddress Address) : IAsyncDisposable
{
    /// <summary>Opens it.</summary>
    public static async Task<ComparedDatabase> OpenAsync(
        DatabaseAddress address,
        CancellationToken cancellationToken
    ) =>
        new(
            await DatabaseDrivers.For(address).OpenSnapshotAsync(address, cancellationToken).ConfigureAwait(false),
            address
        );

    /// <summary>Starts to read rows.</summary>
    public ReadAheadReader Read(ReadPlan plan, string model, CancellationToken cancellationToken) =>
        ReadAheadReader.Start(this, plan, model, cancellationToken);

    /// <summary>The error to show when a table can't be read.</summary>
    public MigrationException Translate(Exception exception, string table, string model) =>
        DatabaseDrivers
            .For(Address)
            .Failures.Translate(
                exception,
                Address,
                table,
                false,
                (why, inner) => Errors.CompareFailed(model, Address.ToString(), why, inner)
            );

    /// <summary>Ends the snapshot.</summary>
    public ValueTask DisposeAsync() => Snapshot.DisposeAsync();
}
