using System.Text;
using PidMigration.Catalog;

namespace PidMigration.Databases;

/// <summary>How one engine writes what all of them can say.</summary>
public abstract class Dialect
{
    /// <summary>
    /// The bytes of a text from which on a digest takes its hash, so that no range of rows becomes huge.
    /// </summary>
    protected const int LongInDigest = 1000;

    /// <summary>An identifier in the engine's quotes.</summary>
    public abstract string Quote(string identifier);

    /// <summary>A table's full name in the engine's quotes.</summary>
    public virtual string Quote(TableName table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Schema is null ? Quote(table.Name) : $"{Quote(table.Schema)}.{Quote(table.Name)}";
    }

    /// <summary>
    /// A table as what rows are read, changed or deleted from: its own rows, not those of tables that inherit from it.
    /// </summary>
    public virtual string Rows(TableName table) => Quote(table);

    /// <summary>
    /// A table as what rows are read from, as they come or in the order of its key: as far as can be by no index, which
    /// might lack some.
    /// </summary>
    public virtual string Scan(Table table, bool ordered)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Rows(table.Name);
    }

    /// <summary>
    /// The expression that reads a column as its canonical text (<see cref="PidMigration.Rows.RowBatch"/>).
    /// </summary>
    public abstract string Select(Column column);

    /// <summary>
    /// The expression by which rows are put into the order of a key column: numbers by value, text by bytes.
    /// </summary>
    public abstract string Order(Column column);

    /// <summary>
    /// The expression that puts rows into the order of a column's canonical text, byte by byte, whatever the engine or
    /// type.
    /// </summary>
    public abstract string OrderText(Column column);

    /// <summary>
    /// The same for UUIDs that are held as characters, with or without dashes, in either case: by their 32 digits.
    /// </summary>
    public virtual string OrderUuid(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"lower(replace({Quote(column.Name)}, '-', ''))";
    }

    /// <summary>A value, in its canonical text, as the engine's literal for comparing with that column.</summary>
    public abstract string Literal(Column column, ReadOnlySpan<byte> value);

    /// <summary>
    /// The expression that reads a key's column as text (bytes as capital hexadecimal digits), whatever the driver
    /// makes of its type.
    /// </summary>
    public virtual string KeyText(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind == ValueKind.Bytes ? $"HEX({Quote(column.Name)})" : Select(column);
    }

    /// <summary>The statement that deletes one row, and no more, of those that fulfil a condition.</summary>
    public abstract string DeleteOne(TableName table, string condition);

    /// <summary>
    /// The temporary table that changed rows are loaded into, which this session alone sees (<see cref="RowStage"/>).
    /// </summary>
    public abstract TableName Stage { get; }

    /// <summary>
    /// The statement that makes <see cref="Stage"/>, empty, out of some columns of a table, with their types and
    /// collations.
    /// </summary>
    public abstract string CreateStage(TableName table, IEnumerable<string> columns);

    /// <summary>The statement that takes values over from <see cref="Stage"/> into the rows of the same keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="key">The key's columns.</param>
    /// <param name="set">The columns to take over.</param>
    /// <param name="kept">Columns that the server would change by itself, and that keep their values.</param>
    public virtual string UpdateFromStage(
        TableName table,
        IReadOnlyList<string> key,
        IReadOnlyList<string> set,
        IReadOnlyList<string> kept
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        return $"UPDATE {Rows(table)} AS t SET {string.Join(", ", set.Select(c => $"{Quote(c)} = r.{Quote(c)}"))} "
            + $"FROM {Quote(Stage)} AS r WHERE {SameKey(key)}";
    }

    /// <summary>The condition that a row refers to another one by a foreign key; both are named by aliases.</summary>
    public string Refers(ForeignKey key, string child, string parent)
    {
        ArgumentNullException.ThrowIfNull(key);
        return string.Join(
            " AND ",
            key.Columns.Zip(key.ReferencedColumns, (c, r) => $"{parent}.{Quote(r)} = {child}.{Quote(c)}")
        );
    }

    /// <summary>
    /// The condition that a row <c>t</c> and a row <c>r</c> of <see cref="Stage"/> have the same key.
    /// </summary>
    public string SameKey(IEnumerable<string> key) =>
        string.Join(" AND ", key.Select(k => $"t.{Quote(k)} = r.{Quote(k)}"));

    /// <summary>Whether a bare number is the literal of a column's flags, bits or years.</summary>
    public virtual bool HasNumbersFor(Column column) => true;

    /// <summary>
    /// The expressions that write a column's values in the same way on every engine, for a digest; null where that
    /// can't be done. Numbers and moments hold no comma, and are - for NULL. Texts come after their length (-1 for
    /// NULL, then no text follows); bytes, and texts of more than <see cref="LongInDigest"/> bytes where a column may
    /// hold such, are their SHA-256.
    /// </summary>
    public virtual IReadOnlyList<string>? DigestFields(Column column, bool mayBeLong) => null;

    /// <summary>
    /// The query for the digests of rows: <c>g</c>, a group of keys (the key divided by <paramref name="size"/>; one
    /// group, 0, for null), <c>n</c>, its rows, and <c>h</c>, the SHA-256 of their fields in the order of the key, all
    /// with commas between; NULL where it can't be had. The fields are of <see cref="DigestFields"/>.
    /// </summary>
    public virtual string DigestQuery(
        TableName table,
        Column key,
        IEnumerable<string> fields,
        long? size,
        string where
    ) => throw new NotSupportedException();

    /// <summary>The type of a text of any length.</summary>
    public virtual string LongText => "TEXT";

    /// <summary>
    /// What comes after the columns of a CREATE TABLE, for a table that compares bytes and takes part in
    /// transactions.
    /// </summary>
    public virtual string TableOptions => "";

    /// <summary>What comes after a SELECT that waits for transactions which write its rows.</summary>
    public virtual string ForUpdate => " FOR UPDATE";

    /// <summary>
    /// Whether a value's literal stands, among the values of the column, just where the rows' order has it.
    /// </summary>
    public virtual bool CanSeek(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind
            is ValueKind.Integer
                or ValueKind.Decimal
                or ValueKind.Text
                or ValueKind.FixedText
                or ValueKind.Bytes
                or ValueKind.Uuid
                or ValueKind.Date
                or ValueKind.Timestamp
                or ValueKind.Instant;
    }

    /// <summary>A value, in its canonical text, as it compares with <see cref="Order"/>.</summary>
    public virtual string OrderLiteral(Column column, ReadOnlySpan<byte> value) => Literal(column, value);

    /// <summary>
    /// The query for the largest number of a column, or the smallest one; NULL or no row where it holds none.
    /// </summary>
    public virtual string FurthestNumber(TableName table, Column column, bool smallest)
    {
        ArgumentNullException.ThrowIfNull(column);
        return $"SELECT {(smallest ? "MIN" : "MAX")}({Quote(column.Name)}) FROM {Quote(table)}";
    }

    /// <summary>The names, each quoted, with commas.</summary>
    public string QuoteList(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    /// <summary>Characters in single quotes, doubled inside.</summary>
    protected static string QuoteText(ReadOnlySpan<byte> value) =>
        "'" + Encoding.UTF8.GetString(value).Replace("'", "''", StringComparison.Ordinal) + "'";
}
