using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases;

/// <summary>Asks a target which keys of a batch its table holds already.</summary>
internal sealed class KeyLookup(Target target, LoadPlan plan)
{
    private const char Separator = '\u001f';

    private readonly IReadOnlyList<Column> _key = [.. plan.KeyFields.Select(f => plan.Columns[f])];

    /// <summary>Takes out of a batch the rows whose key is there; returns how many.</summary>
    public async Task<int> RemoveExistingAsync(RowBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var keep = new bool[batch.Rows];
        var most = KeyPredicate.MaxRows(_key.Count);
        for (var first = 0; first < batch.Rows; first += most)
        {
            var count = Math.Min(most, batch.Rows - first);
            var existing = await FindAsync(batch, first, count, cancellationToken).ConfigureAwait(false);
            for (var row = first; row < first + count; row++)
                keep[row] = !existing.Contains(KeyOf(batch, row));
        }

        var before = batch.Rows;
        batch.Retain(keep);
        return before - batch.Rows;
    }

    /// <summary>
    /// One spelling for a value of a key: engines differ in the zeros at the end of a second's fraction, and in the
    /// case of hexadecimal digits.
    /// </summary>
    internal static string Normalize(Column column, string value) =>
        column.Kind switch
        {
            ValueKind.Time or ValueKind.Timestamp or ValueKind.Instant => NumberText.TrimFraction(value),
            ValueKind.Bytes => value.ToLowerInvariant(),
            _ => value,
        };

    private async Task<HashSet<string>> FindAsync(
        RowBatch batch,
        int first,
        int count,
        CancellationToken cancellationToken
    )
    {
        var dialect = target.Dialect;
        var picked = KeyPredicate.AnyOf(
            [.. _key.Select(k => dialect.Quote(k.Name))],
            first,
            count,
            (row, i) => dialect.Literal(_key[i], batch.Field(row, plan.KeyFields[i]))
        );
        var key = string.Join(", ", _key.Select(dialect.KeyText));
        var found = await target
            .QueryAsync($"SELECT {key} FROM {dialect.Rows(plan.Table.Name)} WHERE {picked}", cancellationToken)
            .ConfigureAwait(false);
        return [.. found.Select(k => string.Join(Separator, k.Select((text, i) => Normalize(_key[i], text))))];
    }

    private string KeyOf(RowBatch batch, int row) =>
        string.Join(
            Separator,
            _key.Select(
                (column, i) => Normalize(column, CellText.Format(batch.Field(row, plan.KeyFields[i]), column.Kind))
            )
        );
}
