using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>Compares rows of both sides by their keys, in the order in which both sides read them.</summary>
/// <param name="columns">The key's columns, of either side.</param>
internal sealed class KeyComparer(IReadOnlyList<KeyColumn> columns)
{
    private readonly (int Field, KeyOrder Order)[] _columns = [.. columns.Select(c => (c.Field, c.Order))];

    /// <summary>
    /// The positions of the key's fields in a row; empty for a table without a key, or without one that both sides
    /// order alike.
    /// </summary>
    public IReadOnlyList<int> Fields { get; } = [.. columns.Select(c => c.Field)];

    /// <summary>The order of two rows, each of either side; NULL comes first.</summary>
    public int Compare(RowBatch a, int row, RowBatch b, int otherRow)
    {
        foreach (var (field, order) in _columns)
        {
            bool isNull = a.IsNull(row, field),
                otherIsNull = b.IsNull(otherRow, field);
            var result =
                isNull || otherIsNull
                    ? otherIsNull.CompareTo(isNull)
                    : Compare(order, a.Field(row, field), b.Field(otherRow, field));
            if (result != 0)
                return result;
        }

        return 0;
    }

    private static int Compare(KeyOrder order, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.SequenceEqual(b))
            return 0;
        return order switch
        {
            KeyOrder.Number => DecimalText.Compare(a, b),
            KeyOrder.Uuid => string.CompareOrdinal(UuidText.Digits(a), UuidText.Digits(b)),
            _ => a.SequenceCompareTo(b),
        };
    }
}
