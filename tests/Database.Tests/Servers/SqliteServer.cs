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
    public override string Cell(string expression, CellKind form)
    {
        var storage = form switch
        {
            CellKind.Bytes => "blob",
            CellKind.Number or CellKind.Small or CellKind.Bool => "integer",
            CellKind.Double or CellKind.Single => "real",
            CellKind.Decimal => null,
            _ => "text",
        };
        // SQLite's own texts of a real, and what it reads from texts, can be off by the last bit: its bits are asked
        // for.
        var digits = form switch
        {
            CellKind.Double or CellKind.Single => $"'0x' || hex(ieee754_to_blob({expression}))",
            CellKind.Decimal => $"CASE typeof({expression}) WHEN 'real' THEN quote({expression}) ELSE {expression} END",
            _ => expression,
        };
        return storage is null
            ? $"CASE WHEN {expression} IS NULL THEN NULL ELSE hex({digits}) END"
            : $"CASE typeof({expression}) WHEN '{storage}' THEN hex({digits}) WHEN 'null' THEN NULL ELSE '!' "
                + $"|| quote({expression}) END";
    }

    public override string Join(IEnumerable<string> expressions) => string.Join(" || ", expressions);

    public override string Literal(object? value, CellKind form) =>
        value switch
        {
            null => "NULL",
            byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
            bool yes => yes ? "1" : "0",
            string text when form is CellKind.Text or CellKind.Json => $"CAST(X'{Hex(text)}' AS TEXT)",
            string text when form == CellKind.Uuid => $"'{text.Replace("-", "", StringComparison.Ordinal)}'",
            string text when form is CellKind.Double or CellKind.Single or CellKind.Decimal => text,
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
                    c is { Kind: CellKind.Text, Length: > 0 } ? $" CHECK (length({Quote(c.Name)}) <= {c.Length})"
                    : c.Kind == CellKind.Small ? $" CHECK ({Quote(c.Name)} BETWEEN -32768 AND 32767)"
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
        $"DELETE FROM sqlite_sequence WHERE name = CAST(X'{Hex(table.Name)}' AS TEXT); INSERT INTO "
        + $"sqlite_sequence (name, seq) VALUES (CAST(X'{Hex(table.Name)}' AS TEXT), {last});";

    // A foreign key is made with its table, and its parent may come later.
    public override string AddForeignKey(TestTable table, TestForeignKey key) => "";

    private static string TypeOf(TestColumn column) =>
        column.Kind switch
        {
            CellKind.Number => "integer",
            CellKind.Small => "smallint",
            CellKind.Text => column.Length > 0 ? $"varchar({column.Length})" : "text",
            CellKind.Bool => "bool",
            CellKind.Instant or CellKind.Moment => "datetime",
            CellKind.Date => "date",
            CellKind.Time => "time",
            CellKind.Decimal => "decimal(40,10)",
            CellKind.Double or CellKind.Single => "real",
            CellKind.Bytes => "blob",
            CellKind.Uuid => "char(32)",
            _ => "text",
        };
}
