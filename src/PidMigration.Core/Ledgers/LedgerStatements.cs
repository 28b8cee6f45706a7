using System.Data.Common;
using PidMigration.Databases;

namespace PidMigration.Ledgers;

/// <summary>The ledger's statements, each in a transaction of the caller's.</summary>
internal static class LedgerStatements
{
    /// <summary>Adds a line.</summary>
    public static Task<int> InsertAsync(
        DbTransaction transaction,
        IEnumerable<(string Column, object? Value)> values,
        CancellationToken cancellationToken
    ) => RunAsync(transaction, LedgerTable.InsertSql, values, cancellationToken);

    /// <summary>Takes a model away from earlier runs than the entry's.</summary>
    public static Task<int> SupersedeAsync(
        DbTransaction transaction,
        LedgerEntry entry,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            transaction,
            $"UPDATE {LedgerTable.Name} SET state = 'Superseded', owed = NULL WHERE model = @model AND run <> @run",
            [("model", entry.Model), ("run", entry.Run)],
            cancellationToken
        );

    /// <summary>Begins another attempt of a run.</summary>
    public static Task<int> RaiseAttemptAsync(
        DbTransaction transaction,
        string run,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            transaction,
            $"UPDATE {LedgerTable.Name} SET attempt = attempt + 1 WHERE run = @run",
            [("run", run)],
            cancellationToken
        );

    /// <summary>Changes the line of an entry if it is still of that attempt; returns how many lines it was.</summary>
    public static Task<int> UpdateAsync(
        DbTransaction transaction,
        LedgerEntry entry,
        string set,
        IEnumerable<(string Name, object? Value)> values,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            transaction,
            $"UPDATE {LedgerTable.Name} SET {set}, updated = @now "
                + "WHERE run = @run AND model = @model AND part = @part AND attempt = @attempt",
            [
                .. values,
                ("now", LedgerTable.Timestamp),
                ("run", entry.Run),
                ("model", entry.Model),
                ("part", entry.Part),
                ("attempt", entry.Attempt),
            ],
            cancellationToken
        );

    /// <summary>Writes the line of a part, which may be there already.</summary>
    public static async Task WritePartAsync(
        DbTransaction transaction,
        LedgerEntry part,
        CancellationToken cancellationToken
    )
    {
        // A line of the same part may be there, of an attempt whose rows were cleared.
        var sql =
            $"UPDATE {LedgerTable.Name} SET attempt = @attempt, state = 'Pending', last_key = @last, details = @upto, "
            + "updated = @now WHERE run = @run AND model = @model AND part = @part";
        var touched = await RunAsync(
                transaction,
                sql,
                [
                    ("attempt", part.Attempt),
                    ("last", part.LastKey),
                    ("upto", part.UpperKey),
                    ("now", LedgerTable.Timestamp),
                    ("run", part.Run),
                    ("model", part.Model),
                    ("part", part.Part),
                ],
                cancellationToken
            )
            .ConfigureAwait(false);
        if (touched == 0)
            await InsertAsync(transaction, LedgerTable.ToValues(part), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The lines of all parts but the first don't count any more. They stay: a user needn't have the right to delete.
    /// </summary>
    public static Task<int> EndPartsAsync(
        DbTransaction transaction,
        LedgerEntry entry,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            transaction,
            $"UPDATE {LedgerTable.Name} SET state = 'Superseded', written = 0, existing = 0, rejected = 0, "
                + "batches = 0, updated = @now WHERE run = @run AND model = @model AND part > 0",
            [("now", LedgerTable.Timestamp), ("run", entry.Run), ("model", entry.Model)],
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
}
