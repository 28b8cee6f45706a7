using System.Globalization;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;

namespace PidMigration.Database.Tests.Servers;

public sealed class SqliteServer : TestServer
{
    public override string Name => "SQLite";

    public override string? Missing =>
        ClientProgram.Find("sqlite3") is null ? "there is no sqlite3 to read it with." : null;

    public override bool HasOnlyDoubles => true;

    public static string FileOf(string database) => Path.Combine(Path.GetTempPath(), database + ".db");

    public override Task CreateDatabaseAsync(string name) => RunAsync(name, "PRAGMA user_version = 1;");

    public override Task DropDatabaseAsync(string name)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"])
            File.Delete(FileOf(name) + suffix);
        return Task.CompletedTask;
    }

    public override string UrlOf(string database) => "sqlite:///" + FileOf(database);

    public override Task<string> RunAsync(string database, string sql) =>
        ClientProgram.RunAsync(
            "sqlite3",
            ["-batch", "-bail", "-init", "/dev/null", FileOf(database)],
            [],
            "PRAGMA synchronous = OFF;\n" + sql
        );

    public override string Quote(string identifier) =>
        "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    // Any value can lie in any column: one of another storage class than the column's shows as such.
    public override string Cell(string expression, Form form)
    {
        var storage = form switch
        {
            Form.Bytes => "blob",
            Form.Number or Form.Small or Form.Bool => "integer",
            Form.Double or Form.Single => "real",
            Form.Decimal => null,
            _ => "text",
        };
        // SQLite's own texts of a real, and what it reads from texts, can be off by the last bit: its bits are asked for.
        var digits = form switch
        {
            Form.Double or Form.Single => $"'0x' || hex(ieee754_to_blob({expression}))",
            Form.Decimal => $"CASE typeof({expression}) WHEN 'real' THEN quote({expression}) ELSE {expression} END",
            _ => expression,
        };
        return storage is null
            ? $"CASE WHEN {expression} IS NULL THEN NULL ELSE hex({digits}) END"
            : $"CASE typeof({expression}) WHEN '{storage}' THEN hex({digits}) WHEN 'null' THEN NULL ELSE '!' || quote({expression}) END";
    }

    public override string Join(IEnumerable<string> expressions) => string.Join(" || ", expressions);

    public override string Literal(object? value, Form form) =>
        value switch
        {
            null => "NULL",
            byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
            bool yes => yes ? "1" : "0",
            string text when form is Form.Text or Form.Json => $"CAST(X'{Hex(text)}' AS TEXT)",
            string text when form == Form.Uuid => $"'{text.Replace("-", "", StringComparison.Ordinal)}'",
            string text when form is Form.Double or Form.Single or Form.Decimal => text,
            string text => $"'{text}'",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
        };

    public override string Define(TestTable table)
    {
        // SQLite minds no length and no range; the checks make it refuse what other servers refuse.
        var parts = table
            .Columns.Select(c =>
                $"{Quote(c.Name)} {TypeOf(c)}{(c.NotNull ? " NOT NULL" : "")}"
                + (
                    c.Counts ? " PRIMARY KEY AUTOINCREMENT"
                    : c.Unique ? " UNIQUE"
                    : ""
                )
                + (c.Generated is { } expression ? $" GENERATED ALWAYS AS ({expression}) STORED" : "")
                + (
                    c is { Form: Form.Text, Length: > 0 } ? $" CHECK (length({Quote(c.Name)}) <= {c.Length})"
                    : c.Form == Form.Small ? $" CHECK ({Quote(c.Name)} BETWEEN -32768 AND 32767)"
                    : ""
                )
            )
            .Concat(table.Key.Count > 0 ? [$"PRIMARY KEY ({List(table.Key)})"] : [])
            .Concat(
                table.ForeignKeys.Select(k =>
                    $"FOREIGN KEY ({List(k.Columns)}) REFERENCES {Quote(k.Table)} ({List(k.References)})"
                )
            );
        return $"CREATE TABLE {Quote(table)} ({string.Join(", ", parts)});";
    }

    public override string WithoutForeignKeys(string sql) => $"PRAGMA foreign_keys = OFF;\n{sql}";

    public override string LastIssued(TestTable table, string column) =>
        $"SELECT coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = CAST(X'{Hex(table.Name)}' AS TEXT)), 0);";

    public override string SetIssued(TestTable table, string column, long last) =>
        $"DELETE FROM sqlite_sequence WHERE name = CAST(X'{Hex(table.Name)}' AS TEXT); INSERT INTO sqlite_sequence (name, seq) VALUES (CAST(X'{Hex(table.Name)}' AS TEXT), {last});";

    // A foreign key is made with its table, and its parent may come later.
    public override string AddForeignKey(TestTable table, TestForeignKey key) => "";

    private static string TypeOf(TestColumn column) =>
        column.Form switch
        {
            Form.Number => "integer",
            Form.Small => "smallint",
            Form.Text => column.Length > 0 ? $"varchar({column.Length})" : "text",
            Form.Bool => "bool",
            Form.Instant or Form.Moment => "datetime",
            Form.Date => "date",
            Form.Time => "time",
            Form.Decimal => "decimal(40,10)",
            Form.Double or Form.Single => "real",
            Form.Bytes => "blob",
            Form.Uuid => "char(32)",
            _ => "text",
        };
}
