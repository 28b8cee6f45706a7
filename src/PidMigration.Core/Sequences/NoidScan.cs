using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Sequences;

/// <summary>The largest number among all identifiers of a database, every one of them decoded, as a stream.</summary>
/// <param name="Largest">The largest number; 0 where there is none.</param>
/// <param name="Decoded">How many identifiers are NOIDs.</param>
/// <param name="Others">How many are something else. They can't be minted, so they can't be minted twice.</param>
/// <param name="FirstOther">The first of those.</param>
internal sealed record NoidScan(long Largest, long Decoded, long Others, string? FirstOther)
{
    public static async Task<NoidScan> OfAsync(
        Snapshot snapshot,
        Table table,
        Column column,
        CancellationToken cancellationToken
    )
    {
        long largest = 0,
            decoded = 0,
            others = 0;
        string? first = null;
        await using var reader = await snapshot
            .OpenReaderAsync(new ReadPlan(table, [column], [], null), cancellationToken)
            .ConfigureAwait(false);
        var batch = new RowBatch(1);
        while (true)
        {
            reader.Fill(batch, BatchLimit.Default, cancellationToken);
            if (batch.Rows == 0)
                break;
            for (var row = 0; row < batch.Rows; row++)
                if (Noid.TryDecode(batch.Field(row, 0), out var number))
                {
                    largest = Math.Max(largest, number);
                    decoded++;
                }
                else
                {
                    first ??= Encoding.UTF8.GetString(batch.Field(row, 0));
                    others++;
                }
        }

        return new NoidScan(largest, decoded, others, first);
    }

    /// <summary>What to say about identifiers that are not NOIDs; null where all are.</summary>
    public string? Remark(string side) =>
        Others == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Others:N0} identifiers in the {side} are not NOIDs (the first: '{FirstOther}'); they are ignored, "
                    + $"as they can't be minted again."
            );
}
