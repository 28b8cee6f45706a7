using System.Text;
using PidMigration.Catalog;
using PidMigration.Rows;

namespace PidMigration.Databases.Sqlite;

/// <summary>
/// SQLite's SQL. Columns are read as they are: the reader turns each value into its canonical text by its storage
/// class.
/// </summary>
internal sealed class SqliteDialect : Dialect
{
    /// <inheritdoc/>
    public override string Quote(string identifier) =>
        "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <inheritdoc/>
    /// <remarks>
    /// An INTEGER PRIMARY KEY is the rows' own order (sqlite.org/lang_indexedby.html): a damaged index then loses
    /// nothing.
    /// </remarks>
    public override string Scan(Table table, bool ordered) =>
        base.Scan(table, ordered) + (!ordered || table.IsKeyedByRowId ? " NOT INDEXED" : "");

    /// <inheritdoc/>
    public override string Select(Column column) => Quote(column.Name);

    /// <inheritdoc/>
    public override string Order(Column column) =>
        column.Kind is ValueKind.Integer or ValueKind.Decimal or ValueKind.Boolean
            ? Quote(column.Name)
            : Quote(column.Name) + ByBytes(column);

    /// <inheritdoc/>
    public override string OrderText(Column column) =>
        (column.Kind == ValueKind.Bytes ? $"lower(hex({Quote(column.Name)}))" : $"CAST({Quote(column.Name)} AS TEXT)")
        + ByBytes(column);

    /// <summary>
    /// BINARY compares texts as they are stored, so in UTF-16 where the file has that (sqlite.org/datatype3.html, 7.1).
    /// </summary>
    private static string ByBytes(Column column) => $" COLLATE {(column.IsWide ? StoredText.Collation : "BINARY")}";

    /// <inheritdoc/>
    public override string Literal(Column column, ReadOnlySpan<byte> value) =>
        column.Kind is ValueKind.Integer or ValueKind.Decimal && NumberText.IsNumeric(value)
            ? Encoding.ASCII.GetString(value)
        : column.Kind == ValueKind.Bytes ? $"X'{Convert.ToHexString(value)}'"
        : QuoteText(value);

    /// <inheritdoc/>
    public override TableName Stage { get; } = new("temp", "pidmigration_rows");

    /// <inheritdoc/>
    public override string CreateStage(TableName table, IEnumerable<string> columns) =>
        $"CREATE TABLE {Quote(Stage)} AS SELECT {QuoteList(columns)} FROM {Rows(table)} WHERE 0";

    /// <inheritdoc/>
    public override string ForUpdate => "";

    /// <inheritdoc/>
    public override bool CanSeek(Column column) =>
        column.Kind is ValueKind.Integer or ValueKind.Text or ValueKind.Bytes;

    /// <inheritdoc/>
    /// <remarks>
    /// Texts and bytes may lie in any column, and come after all numbers. Source: sqlite.org/datatype3.html, 4.1.
    /// </remarks>
    public override string FurthestNumber(TableName table, Column column, bool smallest)
    {
        var name = Quote(column.Name);
        return $"SELECT {name} FROM {Quote(table)} WHERE typeof({name}) IN ('integer', 'real') ORDER BY {name} "
            + $"{(smallest ? "ASC" : "DESC")} LIMIT 1";
    }

    /// <inheritdoc/>
    public override string DeleteOne(TableName table, string condition) =>
        $"DELETE FROM {Rows(table)} WHERE rowid = (SELECT rowid FROM {Rows(table)} WHERE {condition} LIMIT 1)";
}
