using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Ledgers;

/// <summary>
/// The ledger: a small table in the target that says of each run and each of its models what is committed. A line's progress is
/// written in the transaction of the batch itself (<see cref="LedgerCheckpoint"/>), so the two can't differ, whatever is killed when.
/// </summary>
internal sealed class Ledger(DatabaseAddress address, TargetLock writer) : IAsyncDisposable
{
    /// <summary>The table's name, in the target's own schema.</summary>
    public const string TableName = OwnTables.Ledger;

    private const string Columns =
        "run, model, part, attempt, state, last_key, written, existing, rejected, batches, found, expected, shape, owed, details, reason, updated";

    private readonly SemaphoreSlim _writeLock = new(1);

    /// <summary>The moment as the ledger writes it.</summary>
    public static string Timestamp => DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private Target Session => writer.Session;

    /// <summary>Opens the ledger; its table is made with the first run.</summary>
    /// <exception cref="MigrationException">PID1907: another run writes the target.</exception>
    public static async Task<Ledger> OpenAsync(DatabaseAddress address, CancellationToken cancellationToken) =>
        new(address, await TargetLock.TakeAsync(address, cancellationToken).ConfigureAwait(false));

    /// <summary>All runs, the newest first; none where the table isn't there.</summary>
    public static async Task<IReadOnlyList<LedgerRun>> ReadAsync(Target session, CancellationToken cancellationToken)
    {
        if (!await session.HasTableAsync(TableName, cancellationToken).ConfigureAwait(false))
            return [];
        var lines = await session
            .QueryAsync($"SELECT {Columns} FROM {TableName} ORDER BY run DESC, model, part", cancellationToken)
            .ConfigureAwait(false);
        // A name is exact to the second only.
        return [.. lines.GroupBy(l => l[0]).Select(ToRun).OrderByDescending(r => r.Settings.Started)];
    }

    /// <summary>Writes a new run down, its table before it, and takes its models away from earlier ones.</summary>
    /// <exception cref="MigrationException">PID1902: the table can't be made or written.</exception>
    public async Task BeginAsync(LedgerRun run, CancellationToken cancellationToken)
    {
        try
        {
            if (!await Session.HasTableAsync(TableName, cancellationToken).ConfigureAwait(false))
                await Session.ExecuteAsync(CreateTableSql(Session.Dialect), cancellationToken).ConfigureAwait(false);
            await using var transaction = await Session.BeginAsync(cancellationToken).ConfigureAwait(false);
            await InsertAsync(
                    transaction,
                    new LedgerEntry
                    {
                        Run = run.Run,
                        Model = "",
                        Attempt = run.Attempt,
                        State = LedgerState.Pending,
                    },
                    JsonSerializer.Serialize(run.Settings, LedgerJsonOutput.Default.RunSettings),
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var entry in run.Entries)
            {
                await RunAsync(
                        transaction,
                        $"UPDATE {TableName} SET state = 'Superseded', owed = NULL WHERE model = @model AND run <> @run",
                        [("model", entry.Model), ("run", run.Run)],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await InsertAsync(transaction, entry, null, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is not (OperationCanceledException or MigrationException)
                && !DatabaseDrivers.For(address).Failures.IsTransient(e)
            )
        {
            throw LedgerErrors.LedgerUnusable(
                address.ToString(),
                DatabaseDrivers.For(address).Failures.Reason(e),
                CreateTableSql(Session.Dialect),
                e
            );
        }
    }

    /// <summary>What earlier runs took off the tables of models and have not put back, as JSON, by the models' names.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindDeferredIndexesAsync(
        CancellationToken cancellationToken
    ) =>
        (await ReadAsync(Session, cancellationToken).ConfigureAwait(false))
            .SelectMany(r => r.Entries)
            .Where(e => e.DeferredIndexes is not null)
            .GroupBy(e => e.Model)
            .ToDictionary(g => g.Key, g => g.First().DeferredIndexes!);

    /// <summary>
    /// Begins another attempt of a run: whoever still writes for an earlier one finds its lines gone. Waits for transactions that
    /// are being committed, and returns the run as it stands then.
    /// </summary>
    public async Task<LedgerRun> TakeOverAsync(LedgerRun run, CancellationToken cancellationToken)
    {
        await using (var transaction = await Session.BeginAsync(cancellationToken).ConfigureAwait(false))
        {
            await RunAsync(
                    transaction,
                    $"UPDATE {TableName} SET attempt = attempt + 1 WHERE run = @run",
                    [("run", run.Run)],
                    cancellationToken
                )
                .ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return (await ReadAsync(Session, cancellationToken).ConfigureAwait(false)).First(r => r.Run == run.Run);
    }

    /// <summary>Says how far a model has come; what its batches wrote stays.</summary>
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

    /// <summary>Divides a model of which nothing is written yet: the line of part 0 ends with a key, the others go from there to theirs.</summary>
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
                    {
                        // A line of the same part may be there, of an attempt whose rows were cleared.
                        var again =
                            $"UPDATE {TableName} SET attempt = @attempt, state = 'Pending', last_key = @last, details = @upto, updated = @now WHERE run = @run AND model = @model AND part = @part";
                        if (
                            await RunAsync(
                                    transaction,
                                    again,
                                    [
                                        ("attempt", part.Attempt),
                                        ("last", part.LastKey),
                                        ("upto", part.UpperKey),
                                        ("now", Timestamp),
                                        ("run", part.Run),
                                        ("model", part.Model),
                                        ("part", part.Part),
                                    ],
                                    cancellationToken
                                )
                                .ConfigureAwait(false) == 0
                        )
                            await InsertAsync(transaction, part, part.UpperKey, cancellationToken)
                                .ConfigureAwait(false);
                    }
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return parts;
    }

    /// <summary>Says that a model is done, with the numbers of all of its parts, which end here.</summary>
    public Task FinishAsync(
        LedgerEntry entry,
        LedgerState state,
        IReadOnlyCollection<LedgerCheckpoint> lines,
        CancellationToken cancellationToken
    ) =>
        UpdateAsync(
            entry,
            "state = @state, reason = NULL, details = NULL, last_key = @key, written = @written, existing = @existing, rejected = @rejected, batches = @batches",
            [
                ("state", state.ToString()),
                ("key", lines.Last().LastKey),
                ("written", lines.Sum(l => l.Rows)),
                ("existing", lines.Sum(l => l.Existing)),
                ("rejected", lines.Sum(l => l.Rejected)),
                ("batches", lines.Sum(l => l.Batches)),
            ],
            lines.Count == 1 ? null : transaction => EndPartsAsync(transaction, entry, cancellationToken),
            cancellationToken
        );

    /// <summary>Says that a model's rows are about to be deleted, however far it had come.</summary>
    public Task BeginClearAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        UpdateAsync(
            entry,
            "state = 'Clearing', reason = NULL",
            [],
            transaction => EndPartsAsync(transaction, entry, cancellationToken),
            cancellationToken
        );

    /// <summary>Says that a model begins from nothing: its table is empty.</summary>
    public Task ResetAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        UpdateAsync(
            entry,
            "state = 'Pending', last_key = NULL, details = NULL, written = 0, existing = 0, rejected = 0, batches = 0, found = 0",
            [],
            null,
            cancellationToken
        );

    /// <summary>Writes down what is about to be dropped, or that nothing is owed any more.</summary>
    public Task SetDeferredIndexesAsync(LedgerEntry entry, string? owed, CancellationToken cancellationToken) =>
        UpdateAsync(entry, "owed = @owed", [("owed", owed)], null, cancellationToken);

    /// <summary>Says that nothing of a run is left to do.</summary>
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

    /// <summary>The lock is ours still, or again.</summary>
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

    /// <summary>Ends the session, and gives the lock back with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync().ConfigureAwait(false);
        _writeLock.Dispose();
    }

    /// <summary>The statement that makes the table.</summary>
    internal static string CreateTableSql(Dialect dialect) =>
        $"CREATE TABLE {TableName} (run VARCHAR(40) NOT NULL, model VARCHAR(200) NOT NULL, part INTEGER NOT NULL, attempt INTEGER NOT NULL, state VARCHAR(20) NOT NULL, "
        + $"last_key {dialect.LongText}, written BIGINT NOT NULL, existing BIGINT NOT NULL, rejected BIGINT NOT NULL, batches INTEGER NOT NULL, found BIGINT NOT NULL, expected BIGINT NOT NULL, "
        + $"shape {dialect.LongText}, owed {dialect.LongText}, details {dialect.LongText}, reason {dialect.LongText}, updated VARCHAR(30) NOT NULL, PRIMARY KEY (run, model, part)){dialect.TableOptions}";

    private static LedgerRun ToRun(IGrouping<string, string[]> lines)
    {
        var head = lines.FirstOrDefault(l => l[1].Length == 0) ?? throw LedgerErrors.LedgerDamaged(lines.Key, null);
        try
        {
            return new LedgerRun
            {
                Run = head[0],
                Attempt = Number(head[3]),
                State = Enum.Parse<LedgerState>(head[4]),
                Settings = JsonSerializer.Deserialize(head[14], LedgerJson.Default.RunSettings)!,
                Entries =
                [
                    .. lines
                        .Where(l => l[1].Length > 0)
                        .Select(ToEntry)
                        .Where(e => e.Part == 0 || e.State != LedgerState.Superseded),
                ],
                Updated = DateTime.SpecifyKind(
                    DateTime.Parse(lines.Max(l => l[16])!, CultureInfo.InvariantCulture),
                    DateTimeKind.Utc
                ),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or JsonException)
        {
            throw LedgerErrors.LedgerDamaged(lines.Key, e);
        }
    }

    private static LedgerEntry ToEntry(string[] line) =>
        new()
        {
            Run = line[0],
            Model = line[1],
            Part = Number(line[2]),
            Attempt = Number(line[3]),
            State = Enum.Parse<LedgerState>(line[4]),
            LastKey = OrNull(line[5]),
            Rows = Long(line[6]),
            Existing = Long(line[7]),
            Rejected = Long(line[8]),
            Batches = Number(line[9]),
            InitialTargetRows = Long(line[10]),
            Expected = Long(line[11]),
            SchemaSignature = line[12],
            DeferredIndexes = OrNull(line[13]),
            UpperKey = OrNull(line[14]),
            Reason = OrNull(line[15]),
        };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static Task<int> InsertAsync(
        DbTransaction transaction,
        LedgerEntry entry,
        string? details,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            transaction,
            $"INSERT INTO {TableName} ({Columns}) VALUES (@run, @model, @part, @attempt, @state, @last, 0, 0, 0, 0, @found, @expected, @shape, @owed, @details, NULL, @now)",
            [
                ("run", entry.Run),
                ("model", entry.Model),
                ("part", entry.Part),
                ("attempt", entry.Attempt),
                ("state", entry.State.ToString()),
                ("last", entry.LastKey),
                ("found", entry.InitialTargetRows),
                ("expected", entry.Expected),
                ("shape", entry.SchemaSignature),
                ("owed", entry.DeferredIndexes),
                ("details", details),
                ("now", Timestamp),
            ],
            cancellationToken
        );

    private static async Task<int> RunAsync(
        DbTransaction transaction,
        string sql,
        IEnumerable<(string Name, object? Value)> values,
        CancellationToken cancellationToken
    )
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.SetStatement(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The lines of all parts but the first count no longer. They stay: the right to delete isn't asked for.</summary>
    private static Task<int> EndPartsAsync(
        DbTransaction transaction,
        LedgerEntry entry,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            transaction,
            $"UPDATE {TableName} SET state = 'Superseded', written = 0, existing = 0, rejected = 0, batches = 0, updated = @now WHERE run = @run AND model = @model AND part > 0",
            [("now", Timestamp), ("run", entry.Run), ("model", entry.Model)],
            cancellationToken
        );

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
            var touched = await RunAsync(
                    transaction,
                    $"UPDATE {TableName} SET {set}, updated = @now WHERE run = @run AND model = @model AND part = @part AND attempt = @attempt",
                    [
                        .. values,
                        ("now", Timestamp),
                        ("run", entry.Run),
                        ("model", entry.Model),
                        ("part", entry.Part),
                        ("attempt", entry.Attempt),
                    ],
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (touched != 1)
                throw LedgerErrors.LedgerMoved(entry.Model);
            if (also is not null)
                await also(transaction).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or MigrationException))
        {
            throw DatabaseDrivers
                .For(address)
                .Failures.Translate(
                    e,
                    address,
                    TableName,
                    true,
                    (why, inner) => LedgerErrors.LedgerUnusable(address.ToString(), why, null, inner)
                );
        }
        finally
        {
            _writeLock.Release();
        }
    }
}
