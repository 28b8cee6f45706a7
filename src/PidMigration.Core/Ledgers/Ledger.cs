using System.Data.Common;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>
/// The ledger: a small table in the target that says what is committed of each run and each of its models. A line's
/// progress is written in the transaction of the batch itself (<see cref="LedgerCheckpoint"/>), so the two can't
/// differ, whatever is killed when.
/// </summary>
internal sealed class Ledger(Database database, TargetLock writer) : IAsyncDisposable
{
    /// <summary>
    /// One task at a time writes the ledger: all of them do so on the session that holds the target's lock.
    /// </summary>
    private readonly SemaphoreSlim _writeLock = new(1);

    private Target Session => writer.Session;

    /// <summary>Opens the ledger; its table is created with the first run.</summary>
    /// <exception cref="MigrationException">PID1907: another run writes the target.</exception>
    public static async Task<Ledger> OpenAsync(Database database, CancellationToken cancellationToken) =>
        new(database, await TargetLock.TakeAsync(database, cancellationToken).ConfigureAwait(false));

    /// <summary>All runs, the newest first; none where the table isn't there.</summary>
    public static async Task<IReadOnlyList<LedgerRun>> ReadAsync(Target session, CancellationToken cancellationToken)
    {
        if (!await session.HasTableAsync(LedgerTable.Name, cancellationToken).ConfigureAwait(false))
            return [];
        var rows = await session.QueryAsync(LedgerTable.SelectSql, cancellationToken).ConfigureAwait(false);
        return LedgerTable.ToRuns(rows);
    }

    /// <summary>Records a new run, after its table, and takes its models away from earlier runs.</summary>
    /// <exception cref="MigrationException">PID1902: the table can't be created or written.</exception>
    public async Task BeginAsync(LedgerRun run, CancellationToken cancellationToken)
    {
        try
        {
            if (!await Session.HasTableAsync(LedgerTable.Name, cancellationToken).ConfigureAwait(false))
                await Session
                    .ExecuteAsync(LedgerTable.CreateSql(Session.Dialect), cancellationToken)
                    .ConfigureAwait(false);
            await using var transaction = await Session.BeginAsync(cancellationToken).ConfigureAwait(false);
            await LedgerStatements
                .InsertAsync(transaction, LedgerTable.ToValues(run), cancellationToken)
                .ConfigureAwait(false);
            foreach (var entry in run.Entries)
            {
                await LedgerStatements.SupersedeAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
                await LedgerStatements
                    .InsertAsync(transaction, LedgerTable.ToValues(entry), cancellationToken)
                    .ConfigureAwait(false);
            }

            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is not (OperationCanceledException or MigrationException) && !database.IsTransient(e))
        {
            throw LedgerErrors.LedgerUnusable(
                database.ToString(),
                database.Reason(e),
                LedgerTable.CreateSql(Session.Dialect),
                e
            );
        }
    }

    /// <summary>The indexes that earlier runs dropped and didn't restore, as JSON, by the models' names.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindDeferredIndexesAsync(
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(Session, cancellationToken).ConfigureAwait(false))
            .SelectMany(r => r.Entries)
            .Where(e => e.DeferredIndexes is not null)
            .GroupBy(e => e.Model)
            .ToDictionary(g => g.Key, g => g.First().DeferredIndexes!);

    /// <summary>
    /// Begins another attempt of a run: a process that still writes for an earlier one finds its lines gone. Waits for
    /// transactions that are being committed, and returns the run as it is then.
    /// </summary>
    public async Task<LedgerRun> TakeOverAsync(LedgerRun run, CancellationToken cancellationToken)
    {
        await using (var transaction = await Session.BeginAsync(cancellationToken).ConfigureAwait(false))
        {
            await LedgerStatements.RaiseAttemptAsync(transaction, run.Run, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return (await ReadAsync(Session, cancellationToken).ConfigureAwait(false)).First(r => r.Run == run.Run);
    }

    /// <summary>Sets how far a model has come; what its batches wrote stays.</summary>
    public Task SetStateAsync(
        LedgerEntry entry,
        LedgerState state,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        UpdateAsync(
            entry,
            "state = @state, reason = @reason",
            [("state", state.ToString()), ("reason", reason)],
            null,
            cancellationToken
        );

    /// <summary>
    /// Divides a model of which nothing is written yet into parts: each one ends with a key, and the next one begins
    /// after it.
    /// </summary>
    /// <param name="entry">The line of part 0.</param>
    /// <param name="bounds">The last keys of all parts but the last one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>All lines, in their order.</returns>
    public async Task<IReadOnlyList<LedgerEntry>> SplitAsync(
        LedgerEntry entry,
        IReadOnlyList<string> bounds,
        CancellationToken cancellationToken
    )
    {
        LedgerEntry[] parts =
        [
            entry with
            {
                UpperKey = bounds[0],
            },
            .. bounds.Select(
                (bound, i) =>
                    new LedgerEntry
                    {
                        Run = entry.Run,
                        Model = entry.Model,
                        Part = i + 1,
                        Attempt = entry.Attempt,
                        State = LedgerState.Pending,
                        LastKey = bound,
                        UpperKey = i + 1 < bounds.Count ? bounds[i + 1] : null,
                    }
            ),
        ];
        await UpdateAsync(
                entry,
                "details = @upto",
                [("upto", bounds[0])],
                async transaction =>
                {
                    foreach (var part in parts.Skip(1))
                        await LedgerStatements
                            .WritePartAsync(transaction, part, cancellationToken)
                            .ConfigureAwait(false);
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return parts;
    }

    /// <summary>Records that a model is done, with the numbers of all of its parts, which end here.</summary>
    public Task FinishAsync(
        LedgerEntry entry,
        LedgerState state,
        IReadOnlyCollection<LedgerCheckpoint> lines,
        CancellationToken cancellationToken
    ) =>
        UpdateAsync(
            entry,
            "state = @state, reason = NULL, details = NULL, last_key = @key, written = @written, existing = @existing, "
                + "rejected = @rejected, batches = @batches",
            [
                ("state", state.ToString()),
                ("key", lines.Last().LastKey),
                ("written", lines.Sum(l => l.Rows)),
                ("existing", lines.Sum(l => l.Existing)),
                ("rejected", lines.Sum(l => l.Rejected)),
                ("batches", lines.Sum(l => l.Batches)),
            ],
            lines.Count == 1
                ? null
                : transaction => LedgerStatements.EndPartsAsync(transaction, entry, cancellationToken),
            cancellationToken
        );

    /// <summary>Records that a model's rows are about to be deleted, however far its copy had come.</summary>
    public Task BeginClearAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        UpdateAsync(
            entry,
            "state = 'Clearing', reason = NULL",
            [],
            transaction => LedgerStatements.EndPartsAsync(transaction, entry, cancellationToken),
            cancellationToken
        );

    /// <summary>Records that a model begins from nothing: its table is empty.</summary>
    public Task ResetAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        UpdateAsync(
            entry,
            "state = 'Pending', last_key = NULL, details = NULL, written = 0, existing = 0, rejected = 0, batches = 0, "
                + "found = 0",
            [],
            null,
            cancellationToken
        );

    /// <summary>Records the indexes that are about to be dropped, or null when all are restored.</summary>
    public Task SetDeferredIndexesAsync(LedgerEntry entry, string? indexes, CancellationToken cancellationToken) =>
        UpdateAsync(entry, "owed = @owed", [("owed", indexes)], null, cancellationToken);

    /// <summary>Records that nothing of a run is left to do.</summary>
    public Task CompleteAsync(string run, int attempt, CancellationToken cancellationToken) =>
        UpdateAsync(
            new LedgerEntry
            {
                Run = run,
                Model = "",
                Attempt = attempt,
            },
            "state = 'Complete'",
            [],
            null,
            cancellationToken
        );

    /// <summary>Makes sure that the target's lock is still held, or takes it again.</summary>
    public async Task EnsureLockAsync(CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await writer.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writeLock.Release();
        }
    }

    /// <summary>Ends the session, and the lock with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        _writeLock.Dispose();
    }

    /// <summary>Changes a line, and with it, in one transaction, what else has to change.</summary>
    private async Task UpdateAsync(
        LedgerEntry entry,
        string set,
        IEnumerable<(string Name, object? Value)> values,
        Func<DbTransaction, Task>? also,
        CancellationToken cancellationToken
    )
    {
        await _writeLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await writer.EnsureAsync(cancellationToken).ConfigureAwait(false);
            await using var transaction = await Session.BeginAsync(cancellationToken).ConfigureAwait(false);
            var touched = await LedgerStatements
                .UpdateAsync(transaction, entry, set, values, cancellationToken)
                .ConfigureAwait(false);
            if (touched != 1)
                throw LedgerErrors.LedgerMoved(entry.Model);
            if (also is not null)
                await also(transaction).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            throw database.TranslateWrite(
                e,
                LedgerTable.Name,
                (why, inner) => LedgerErrors.LedgerUnusable(database.ToString(), why, null, inner)
            );
        }
        finally
        {
            _writeLock.Release();
        }
    }
}
