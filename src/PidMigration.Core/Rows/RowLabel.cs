namespace PidMigration.Rows;

/// <summary>How a message names a row: by its key.</summary>
internal static class RowLabel
{
    /// <summary>The key's columns and values: <c>id 17</c>, or <c>film_id 3, actor_id 9</c>.</summary>
    public static string Key(IEnumerable<(string Column, string Value)> key) =>
        string.Join(", ", key.Select(k => $"{k.Column} {k.Value}"));

    /// <summary>The same out of a batch; <c>4 of the batch</c> where the table has no key.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="row">The row.</param>
    /// <param name="key">The key's columns, and the positions of their fields.</param>
    public static string Key(RowBatch batch, int row, IReadOnlyCollection<(string Column, int Field)> key) =>
        key.Count == 0
            ? $"{row + 1} of the batch"
            : Key(key.Select(k => (k.Column, DisplayValue.Format(batch, row, k.Field))));

    /// <summary>
    /// The row in a sentence: <c>the row with id 17</c>, or <c>row 4 of the batch</c> where the table has no key.
    /// </summary>
    /// <param name="batch">The rows.</param>
    /// <param name="row">The row; beyond the batch's rows where the server counts differently.</param>
    /// <param name="key">The key's columns, and the positions of their fields.</param>
    public static string Row(RowBatch batch, int row, IReadOnlyCollection<(string Column, int Field)> key) =>
        key.Count == 0 || row < 0 || row >= batch.Rows
            ? $"row {row + 1} of the batch"
            : $"the row with {Key(batch, row, key)}";
}
