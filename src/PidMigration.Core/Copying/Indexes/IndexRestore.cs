using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Databases.Indexes;
using PidMigration.Failures;
using PidMigration.Ledgers;

namespace PidMigration.Copying.Indexes;

/// <summary>
/// Restores the indexes and foreign keys that runs dropped and didn't get to restore, without copying anything. It
/// holds the target's lock.
/// </summary>
public sealed class IndexRestore : IAsyncDisposable
{
    private readonly Database _database;
    private readonly TargetLock _lock;
    private readonly Ledger _ledger;

    private IndexRestore(Database database, TargetLock taken, Ledger ledger, IReadOnlyList<LedgerEntry> owing) =>
        (_database, _lock, _ledger, PendingEntries) = (database, taken, ledger, owing);

    /// <summary>The entries of the ledger with indexes that are still dropped.</summary>
    public IReadOnlyList<LedgerEntry> PendingEntries { get; }

    /// <summary>The target's name in questions.</summary>
    public string TargetName => _database.ShortName;

    /// <summary>The indexes of an entry that are still dropped.</summary>
    public static IReadOnlyList<IndexDefinition> ReadIndexes(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.DeferredIndexes is null ? [] : IndexDefinition.FromJson(entry.DeferredIndexes);
    }

    /// <summary>
    /// Restores the indexes of an entry. Each one that can't be restored is an error; then all of them stay in the
    /// ledger.
    /// </summary>
    public Task<(PidIndexResult Result, IReadOnlyList<MigrationException> Errors)> RunAsync(
        LedgerEntry entry,
        CancellationToken cancellationToken
    )
    {
        var owed = ReadIndexes(entry);
        var table = owed[0].Table.ToString();
        return _database.GuardWriteAsync(
            () => RestoreAsync(entry, owed, cancellationToken),
            table,
            (why, inner) => LedgerErrors.NotRebuilt(table, owed[0].Name, why, owed[0].Create, inner)
        );
    }

    private async Task<(PidIndexResult Result, IReadOnlyList<MigrationException> Errors)> RestoreAsync(
        LedgerEntry entry,
        IReadOnlyList<IndexDefinition> owed,
        CancellationToken cancellationToken
    )
    {
        var table = owed[0].Table;
        var outcome = await _lock.Session.Indexes.RestoreAsync(table, owed, cancellationToken).ConfigureAwait(false);
        if (outcome.IsComplete)
            await _ledger.SetDeferredIndexesAsync(entry, null, CancellationToken.None).ConfigureAwait(false);
        var orphans = await FindOrphansAsync(entry.Model, table, outcome.Unvalidated, cancellationToken)
            .ConfigureAwait(false);
        return (
            new PidIndexResult(
                entry.Model,
                table.ToString(),
                Names(outcome.Created),
                Names(outcome.AlreadyPresent),
                Names(outcome.Failed.Select(f => f.Definition))
            ),
            [.. outcome.Failed.Select(f => f.Error), .. orphans]
        );
    }

    /// <summary>Checks the rows of foreign keys that the server restored without checking them.</summary>
    private async Task<IReadOnlyList<MigrationException>> FindOrphansAsync(
        string model,
        TableName table,
        IReadOnlyList<IndexDefinition> unvalidated,
        CancellationToken cancellationToken
    )
    {
        if (unvalidated.Count == 0)
            return [];
        var catalog = await _database.ReadCatalogAsync(cancellationToken).ConfigureAwait(false);
        var child = catalog.Find(table)!;
        var found = new List<string?>();
        foreach (var key in child.ForeignKeys.Where(k => unvalidated.Any(d => d.Name == k.Name)))
            found.Add(
                await OrphanReport.FindAsync(_lock.Session, child, key, [null], cancellationToken).ConfigureAwait(false)
            );
        return [.. found.OfType<string>().Select(f => Errors.Orphans(model, f))];
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    internal static async Task<IndexRestore> PrepareAsync(Database database, CancellationToken cancellationToken)
    {
        var taken = await TargetLock.TakeAsync(database, cancellationToken).ConfigureAwait(false);
        var ledger = new Ledger(database, taken);
        try
        {
            var runs = await Ledger.ReadAsync(taken.Session, cancellationToken).ConfigureAwait(false);
            return new IndexRestore(
                database,
                taken,
                ledger,
                [.. runs.SelectMany(r => r.Entries).Where(e => e.DeferredIndexes is not null)]
            );
        }
        catch
        {
            await ledger.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static string[] Names(IEnumerable<IndexDefinition> definitions) => [.. definitions.Select(d => d.Name)];
}
