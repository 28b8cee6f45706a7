using System.Data.Common;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Ledgers;

/// <summary>
/// A range's line of the ledger while it is copied: counts what a batch brings, and writes it in the batch's own
/// transaction. Owned by the task that has claimed the range, between attempts by the model's job.
/// </summary>
internal sealed class LedgerCheckpoint(LedgerEntry entry, ModelPlan plan) : IBatchCheckpoint
{
    private const string Sql =
        $"UPDATE {LedgerTable.Name} SET state = 'Copying', last_key = @key, written = @written, existing = @existing, "
        + "rejected = @rejected, batches = @batches, updated = @now WHERE run = @run AND model = @model AND "
        + "part = @part AND attempt = @attempt AND state IN ('Pending', 'Copying', 'Failed')";

    /// <summary>The line as it was when the copy began.</summary>
    public LedgerEntry Entry { get; } = entry;

    /// <summary>
    /// The key of the last row that was loaded; null before the first one, and for a table without a key.
    /// </summary>
    public string? LastKey { get; private set; } = entry.LastKey;

    public IReadOnlyList<string>? Key => StringListJson.Read(LastKey);

    /// <summary>The rows that are written, those of earlier attempts too.</summary>
    public long Rows { get; private set; } = entry.Rows;

    public long Existing { get; private set; } = entry.Existing;

    public long Rejected { get; private set; } = entry.Rejected;

    public int Batches { get; private set; } = entry.Batches;

    /// <summary>Whether any row was dealt with, ever, or it is one range of several.</summary>
    public bool IsBegun => LastKey is not null || Entry.UpperKey is not null || Rows + Existing + Rejected > 0;

    /// <summary>Remembers the key of a batch's last row, as the source gave it.</summary>
    public void AdvanceTo(RowBatch batch)
    {
        if (plan.KeyFields.Count == 0)
            return;
        var last = batch.Rows - 1;
        // A key that holds a NULL, since the plan was made, doesn't say where the copy is.
        if (plan.KeyFields.Any(f => batch.IsNull(last, f)))
            return;
        LastKey = StringListJson.Write(
            plan.KeyFields.Select(f => CellText.Format(batch.Field(last, f), plan.Columns[f].Source.Kind))
        );
    }

    /// <summary>Counts rows that are left out because the target has their keys.</summary>
    public void AddExisting(int rows) => Existing += rows;

    /// <summary>Counts a row that went to the rejects file.</summary>
    public void AddRejected() => Rejected++;

    /// <summary>Writes the line. Called before the commit of each batch.</summary>
    /// <exception cref="MigrationException">PID1908: another run has taken the line over; nothing may be
    /// committed.</exception>
    public async Task WriteAsync(DbTransaction transaction, int rows, CancellationToken cancellationToken)
    {
        Rows += rows;
        Batches++;
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.SetStatement(
            Sql,
            [
                ("key", LastKey),
                ("written", Rows),
                ("existing", Existing),
                ("rejected", Rejected),
                ("batches", Batches),
                ("now", LedgerTable.Timestamp),
                ("run", Entry.Run),
                ("model", Entry.Model),
                ("part", Entry.Part),
                ("attempt", Entry.Attempt),
            ]
        );
        if (await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) != 1)
            throw LedgerErrors.LedgerMoved(Entry.Model);
    }

    /// <summary>
    /// Takes over what is really committed, after a transaction whose end is unknown. Waits until the server has ended
    /// that one.
    /// </summary>
    public async Task ReconcileAsync(Target session, CancellationToken cancellationToken)
    {
        await using var transaction = await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.SetStatement(
            $"SELECT last_key, written, existing, rejected, batches FROM {LedgerTable.Name} WHERE run = @run "
                + $"AND model = @model AND part = @part AND attempt = @attempt{session.Dialect.ForUpdate}",
            [("run", Entry.Run), ("model", Entry.Model), ("part", Entry.Part), ("attempt", Entry.Attempt)]
        );
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                throw LedgerErrors.LedgerMoved(Entry.Model);
            (LastKey, Rows, Existing, Rejected, Batches) = (
                reader[LedgerTable.LastKey] as string,
                reader.GetInt64(reader.GetOrdinal(LedgerTable.Written)),
                reader.GetInt64(reader.GetOrdinal(LedgerTable.Existing)),
                reader.GetInt64(reader.GetOrdinal(LedgerTable.Rejected)),
                reader.GetInt32(reader.GetOrdinal(LedgerTable.Batches))
            );
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets it back to nothing written: the table is empty again.</summary>
    public void Reset()
    {
        (LastKey, Rows, Existing, Rejected, Batches) = (null, 0, 0, 0, 0);
    }
}
