using System.Text;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>
/// One side of a model's comparison: which rows are read there, in which order, and how its SQL picks them by key.
/// </summary>
/// <param name="Dialect">The side's SQL.</param>
/// <param name="Table">The side's table.</param>
/// <param name="Columns">The columns that are compared, in the order of a batch's fields.</param>
/// <param name="Key">
/// The key's columns; empty where rows can't be told apart by a key that both sides order alike.
/// </param>
internal sealed record ComparedSide(
    Dialect Dialect,
    Table Table,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<KeyColumn> Key
)
{
    /// <summary>The condition of the rows; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>The key's only column where it is a whole number; null for any other key.</summary>
    public Column? IntegerKey => Key is [{ Column: { Kind: ValueKind.Integer } column }] ? column : null;

    /// <summary>The same side, of whose rows only those count that fulfil one more condition.</summary>
    public ComparedSide Within(string condition) => this with { Where = SqlCondition.And(Where, condition) };

    public ReadPlan ToReadPlan() =>
        new(Table, Columns, [.. Key.Select(k => k.Column)], Where)
        {
            Order = [.. Key.Select(k => KeySortOrder.Expression(k.Order, Dialect, k.Column))],
        };

    /// <summary>Keys in parts of as many as one condition picks.</summary>
    public IEnumerable<(int First, int Count)> Chunks(RowBatch keys)
    {
        var most = KeyPredicate.MaxRows(Key.Count);
        for (var first = 0; first < keys.Rows; first += most)
            yield return (first, Math.Min(most, keys.Rows - first));
    }

    /// <summary>The condition that picks rows by ranges of their key, which is a whole number.</summary>
    public string PickRanges(IEnumerable<KeyRange> ranges) => KeyRange.Condition(ranges, Dialect, IntegerKey!.Name);

    /// <summary>The condition that picks rows by their keys.</summary>
    /// <param name="keys">Holds just the key's fields, as either side spells them.</param>
    /// <param name="first">The first of the keys.</param>
    /// <param name="count">How many keys.</param>
    public string PickKeys(RowBatch keys, int first, int count) =>
        KeyPredicate.AnyOf(
            [.. Key.Select(k => Dialect.Quote(k.Column.Name))],
            first,
            count,
            (row, i) => keys.IsNull(row, i) ? null : Literal(Key[i], keys.Field(row, i))
        );

    /// <summary>A row's key for people, its columns with commas; the whole row where there is no key.</summary>
    public string DescribeKey(RowBatch batch, int row) =>
        Key.Count == 0
            ? string.Join(", ", Enumerable.Range(0, batch.Columns).Select(f => DisplayValue.Format(batch, row, f)))
            : string.Join(", ", Key.Select(k => CellText.Format(batch, row, k.Field, k.Column.Kind) ?? "NULL"));

    private string Literal(KeyColumn key, ReadOnlySpan<byte> value)
    {
        var column = key.Column;
        if (key.Order != KeyOrder.Uuid)
            return Dialect.Literal(column, value);
        var digits = UuidText.Digits(value);
        return column.Kind switch
        {
            ValueKind.Bytes => Dialect.Literal(column, Convert.FromHexString(digits)),
            // Held with dashes.
            ValueKind.Text or ValueKind.FixedText when column.MaxLength is 36 => Dialect.Literal(
                column,
                Encoding.ASCII.GetBytes(Guid.ParseExact(digits, "N").ToString("D"))
            ),
            _ => Dialect.Literal(column, Encoding.ASCII.GetBytes(digits)),
        };
    }
}
