using System.Globalization;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;

namespace PidMigration.Database.Tests.Servers;

public sealed class PostgreSqlServer : TestServer
{
    public const string Variable = "PIDMIGRATION_TEST_POSTGRESQL";

    private static readonly string? Client = FindClient();

    private readonly ServerAddress? _address = ServerAddress.From(Variable);

    public override string Name => "PostgreSQL";

    public override string? Missing =>
        _address is null ? $"{Variable} names no server."
        : Client is null ? "there is no psql to read it with."
        : null;

    public override bool HasNegativeZero => true;

    public ServerAddress Address => _address!;

    public override Task CreateDatabaseAsync(string name) =>
        RunAsync(_address!.Database, $"CREATE DATABASE {Quote(name)} ENCODING 'UTF8' TEMPLATE template0;");

    public override Task DropDatabaseAsync(string name) =>
        RunAsync(_address!.Database, $"DROP DATABASE IF EXISTS {Quote(name)} WITH (FORCE);");

    public override string UrlOf(string database) => _address!.UrlOf(database);

    public override Task<string> RunAsync(string database, string sql) =>
        ClientProgram.RunAsync(
            Client!,
            [
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                _address!.Host,
                "-p",
                _address.Port.ToString(CultureInfo.InvariantCulture),
                "-U",
                _address.User,
                "-d",
                database,
            ],
            [
                new("PGPASSWORD", _address.Password),
                new("PGOPTIONS", "-c DateStyle=ISO -c extra_float_digits=1 -c client_min_messages=warning"),
                new("PGCLIENTENCODING", "UTF8"),
            ],
            sql
        );

    public override string Quote(string identifier) =>
        "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public override string Quote(TestTable table) =>
        table.Schema is null ? Quote(table.Name) : $"{Quote(table.Schema)}.{Quote(table.Name)}";

    public override string Cell(string expression, CellKind form) =>
        form switch
        {
            CellKind.Bytes => $"encode({expression}, 'hex')",
            CellKind.Instant => Text($"({expression} AT TIME ZONE 'UTC')"),
            CellKind.Bool => Text($"{expression}::int"),
            _ => Text(expression),
        };

    public override string Join(IEnumerable<string> expressions) => string.Join(" || ", expressions);

    public override string Literal(object? value, CellKind form) =>
        value switch
        {
            null => "NULL",
            byte[] bytes => $"'\\x{Convert.ToHexString(bytes)}'::bytea",
            bool yes => yes ? "true" : "false",
            string text when form is CellKind.Text or CellKind.Json =>
                $"convert_from('\\x{Hex(text)}', 'UTF8'){(form == CellKind.Json ? "::jsonb" : "")}",
            string text when form == CellKind.Instant => $"'{text}+00'",
            string text => $"'{text}'",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
        };

    public override string Define(TestTable table)
    {
        var parts = table
            .Columns.Select(c =>
                $"{Quote(c.Name)} {TypeOf(c)}{(c.NotNull ? " NOT NULL" : "")}{(c.Unique ? " UNIQUE" : "")}"
                + (
                    c.Counts ? " GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
                    : c.Generated is { } expression ? $" GENERATED ALWAYS AS ({expression}) STORED"
                    : ""
                )
            )
            .Concat(table.Key.Count > 0 ? [$"PRIMARY KEY ({List(table.Key)})"] : []);
        return (table.Schema is null ? "" : $"CREATE SCHEMA IF NOT EXISTS {Quote(table.Schema)};\n")
            + $"CREATE TABLE {Quote(table)} ({string.Join(", ", parts)});";
    }

    protected override string Overriding(TestTable table) =>
        table.Columns.Any(c => c.Counts) ? "OVERRIDING SYSTEM VALUE " : "";

    public override string WithoutForeignKeys(string sql) => $"SET session_replication_role = 'replica';\n{sql}";

    public override string LastIssued(TestTable table, string column) =>
        $"SELECT coalesce((SELECT s.last_value FROM pg_sequences s WHERE quote_ident(s.schemaname) || '.' "
        + $"|| quote_ident(s.sequencename) = pg_get_serial_sequence('{SequenceOwner(table)}', '{column}')), 0);";

    public override string SetIssued(TestTable table, string column, long last) =>
        $"SELECT setval(pg_get_serial_sequence('{SequenceOwner(table)}', '{column}'), {last});";

    private string SequenceOwner(TestTable table) => Quote(table).Replace("'", "''", StringComparison.Ordinal);

    private static string Text(string expression) => $"encode(convert_to({expression}::text, 'UTF8'), 'hex')";

    private static string TypeOf(TestColumn column) =>
        column.Kind switch
        {
            CellKind.Number => "bigint",
            CellKind.Small => "smallint",
            CellKind.Text => column.Length > 0 ? $"varchar({column.Length})" : "text",
            CellKind.Bool => "boolean",
            CellKind.Instant => "timestamptz",
            CellKind.Moment => "timestamp",
            CellKind.Date => "date",
            CellKind.Time => "time",
            CellKind.Decimal => "numeric(40,10)",
            CellKind.Double => "double precision",
            CellKind.Single => "real",
            CellKind.Bytes => "bytea",
            CellKind.Uuid => "uuid",
            _ => "jsonb",
        };

    /// <summary>
    /// Debian's psql is a Perl script that starts the real one, and takes as long again. With thousands of starts, that
    /// is minutes: the newest real one is preferred.
    /// </summary>
    private static string? FindClient()
    {
        var packages = new DirectoryInfo("/usr/lib/postgresql");
        return (packages.Exists ? packages.GetDirectories() : [])
                .OrderByDescending(v => int.TryParse(v.Name, out var version) ? version : 0)
                .Select(v => Path.Combine(v.FullName, "bin", "psql"))
                .FirstOrDefault(File.Exists)
            ?? ClientProgram.Find("psql");
    }
}
