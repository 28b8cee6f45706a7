using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Planning;
using PidMigration.Rows;

namespace PidMigration.Comparing;

/// <summary>The keys of a model's rows: their order, their text, and the conditions that pick them on either side.</summary>
internal sealed class KeyComparer
{
    private readonly int[] _fields;
    private readonly ColumnMapping[] _pairs;
    private readonly KeyOrder[] _orders;

    public KeyComparer(ModelPlan plan)
    {
        _fields = [.. plan.KeyFields];
        // Rows that can't be told apart by a key on both sides are compared as wholes.
        if (
            _fields.Length != plan.Model.PrimaryKey.Count
            || !_fields.All(f => KeySortOrder.IsShared(plan.Columns[f].Source, plan.Columns[f].Target))
        )
            _fields = [];
        _pairs = [.. _fields.Select(f => plan.Columns[f])];
        _orders = [.. _pairs.Select(p => KeySortOrder.For(p.Source, p.Target))];
    }

    /// <summary>The positions of the key's fields in a row; empty for a table without a key, or without one that both sides sort alike.</summary>
    public IReadOnlyList<int> Fields => _fields;

    public IReadOnlyList<ColumnMapping> Pairs => _pairs;

    /// <summary>How many keys one condition picks: SQLite takes no more than a thousand terms within one another (sqlite.org/limits.html, 5).</summary>
    public int KeysPerQuery => _fields.Length > 1 ? 400 : 1000;

    /// <summary>The expressions of ORDER BY for one side.</summary>
    public IReadOnlyList<string> Order(Dialect dialect, bool source) =>
        [.. _pairs.Select((p, i) => KeySortOrder.Expression(_orders[i], dialect, source ? p.Source : p.Target))];

    /// <summary>The order of two rows, each of either side.</summary>
    public int Compare(RowBatch a, int row, RowBatch b, int otherRow)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = _fields[i];
            bool isNull = a.IsNull(row, field),
                otherIsNull = b.IsNull(otherRow, field);
            var order =
                isNull || otherIsNull
                    ? otherIsNull.CompareTo(isNull)
                    : Compare(_orders[i], a.Field(row, field), b.Field(otherRow, field));
            if (order != 0)
                return order;
        }

        return 0;
    }

    /// <summary>The key for people: its columns with commas; the whole row where there is no key.</summary>
    public string Describe(RowBatch batch, int row, ModelPlan plan, bool source)
    {
        if (_fields.Length == 0)
            return string.Join(
                ", ",
                Enumerable.Range(0, batch.Columns).Select(f => DisplayValue.Format(batch, row, f))
            );
        return string.Join(
            ", ",
            _fields.Select(f =>
                CellText.Format(batch, row, f, (source ? plan.Columns[f].Source : plan.Columns[f].Target).Kind)
                ?? "NULL"
            )
        );
    }

    /// <summary>The condition that picks rows by their keys. <paramref name="keys"/> holds just the key's fields, of either side's spelling.</summary>
    public string ToCondition(RowBatch keys, int first, int count, Dialect dialect, bool source)
    {
        var columns = _pairs.Select(p => source ? p.Source : p.Target).ToArray();
        var names = columns.Select(c => dialect.Quote(c.Name)).ToArray();
        var sql = new StringBuilder();
        if (columns.Length == 1)
            sql.Append(names[0]).Append(" IN (");
        for (var row = first; row < first + count; row++)
        {
            if (columns.Length == 1)
            {
                if (row > first)
                    sql.Append(", ");
                sql.Append(Literal(keys, row, 0, dialect, columns[0]));
                continue;
            }

            sql.Append(row > first ? " OR (" : "(");
            for (var i = 0; i < columns.Length; i++)
            {
                if (i > 0)
                    sql.Append(" AND ");
                sql.Append(names[i])
                    .Append(keys.IsNull(row, i) ? " IS NULL" : " = " + Literal(keys, row, i, dialect, columns[i]));
            }

            sql.Append(')');
        }

        return columns.Length == 1 ? sql.Append(')').ToString() : sql.ToString();
    }

    private string Literal(RowBatch keys, int row, int i, Dialect dialect, Column column)
    {
        if (keys.IsNull(row, i))
            return "NULL";
        var value = keys.Field(row, i);
        if (_orders[i] != KeyOrder.Uuid)
            return dialect.Literal(column, value);
        var digits = Digits(value);
        return column.Kind switch
        {
            ValueKind.Bytes => dialect.Literal(column, Convert.FromHexString(digits)),
            ValueKind.Text or ValueKind.FixedText when column.MaxLength is 36 => dialect.Literal(
                column,
                Encoding.ASCII.GetBytes(Guid.ParseExact(digits, "N").ToString("D"))
            ),
            _ => dialect.Literal(column, Encoding.ASCII.GetBytes(digits)),
        };
    }

    private static int Compare(KeyOrder order, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.SequenceEqual(b))
            return 0;
        return order switch
        {
            KeyOrder.Number => DecimalText.Compare(a, b),
            KeyOrder.Uuid => string.CompareOrdinal(Digits(a), Digits(b)),
            _ => a.SequenceCompareTo(b),
        };
    }

    /// <summary>A UUID's 32 digits, whether it comes as digits, with dashes or as bytes; another text as it is, small and without dashes.</summary>
    private static string Digits(ReadOnlySpan<byte> value) =>
        value.Length == 16
            ? Convert.ToHexStringLower(value)
            : Encoding.UTF8.GetString(value).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
