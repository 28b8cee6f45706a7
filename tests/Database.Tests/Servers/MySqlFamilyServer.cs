using System.Globalization;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;

namespace PidMigration.Database.Tests.Servers;

/// <summary>What MariaDB and MySQL have in common.</summary>
public abstract class MySqlFamilyServer(string variable) : TestServer
{
    private readonly ServerAddress? _address = ServerAddress.From(variable);

    public override string? Missing =>
        _address is null ? $"{variable} names no server."
        : Client is null ? "there is no client of its own to read it with."
        : null;

    public ServerAddress Address => _address!;

    protected abstract string? Client { get; }

    protected abstract string UuidType { get; }

    public override Task CreateDatabaseAsync(string name) =>
        RunAsync(_address!.Database, $"CREATE DATABASE {Quote(name)} CHARACTER SET utf8mb4;");

    public override Task DropDatabaseAsync(string name) =>
        RunAsync(_address!.Database, $"DROP DATABASE IF EXISTS {Quote(name)};");

    public override string UrlOf(string database) => _address!.UrlOf(database);

    public override Task<string> RunAsync(string database, string sql) =>
        ClientProgram.RunAsync(
            Client!,
            [
                "--no-defaults",
                "--batch",
                "--raw",
                "--skip-column-names",
                "--default-character-set=utf8mb4",
                "--max-allowed-packet=64M",
                "-h",
                _address!.Host,
                "-P",
                _address.Port.ToString(CultureInfo.InvariantCulture),
                "-u",
                _address.User,
                database,
            ],
            [new("MYSQL_PWD", _address.Password)],
            "SET sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00';\n" + sql
        );

    public override string Quote(string identifier) =>
        "`" + identifier.Replace("`", "``", StringComparison.Ordinal) + "`";

    public override string Cell(string expression, CellKind form) =>
        form switch
        {
            CellKind.Bytes => $"HEX({expression})",
            // A FLOAT prints six digits only.
            CellKind.Single => $"HEX(CONVERT(CAST({expression} AS DOUBLE) USING utf8mb4))",
            _ => $"HEX(CONVERT({expression} USING utf8mb4))",
        };

    public override string Literal(object? value, CellKind form) =>
        value switch
        {
            null => "NULL",
            byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
            bool yes => yes ? "1" : "0",
            string text when form is CellKind.Text or CellKind.Json => $"CONVERT(X'{Hex(text)}' USING utf8mb4)",
            string text when form == CellKind.Uuid && UuidType != "uuid" =>
                $"'{text.Replace("-", "", StringComparison.Ordinal)}'",
            string text when form is CellKind.Double or CellKind.Single or CellKind.Decimal => text,
            string text => $"'{text}'",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
        };

    public override string Define(TestTable table)
    {
        var parts = table
            .Columns.Select(c =>
                $"{Quote(c.Name)} {TypeOf(c)}"
                + (
                    c.Generated is { } expression ? $" GENERATED ALWAYS AS ({expression}) STORED"
                    : c.NotNull ? " NOT NULL"
                    : " NULL"
                )
                + (
                    c.Counts ? " AUTO_INCREMENT PRIMARY KEY"
                    : c.Unique ? " UNIQUE"
                    : ""
                )
            )
            .Concat(table.Key.Count > 0 ? [$"PRIMARY KEY ({List(table.Key)})"] : []);
        return $"CREATE TABLE {Quote(table)} ({string.Join(", ", parts)});";
    }

    public override string WithoutForeignKeys(string sql) => $"SET foreign_key_checks = 0;\n{sql}";

    public override string LastIssued(TestTable table, string column) =>
        $"SELECT COALESCE(AUTO_INCREMENT, 1) - 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = "
        + $"DATABASE() AND TABLE_NAME = CONVERT(X'{Hex(table.Name)}' USING utf8mb4);";

    public override string SetIssued(TestTable table, string column, long last) =>
        $"ALTER TABLE {Quote(table)} AUTO_INCREMENT = {last + 1};";

    private string TypeOf(TestColumn column) =>
        column.Kind switch
        {
            CellKind.Number => "bigint",
            CellKind.Small => "smallint",
            CellKind.Text => column.Length > 0 ? $"varchar({column.Length})" : "longtext",
            CellKind.Bool => "tinyint(1)",
            CellKind.Instant or CellKind.Moment => "datetime(6)",
            CellKind.Date => "date",
            CellKind.Time => "time(6)",
            CellKind.Decimal => "decimal(40,10)",
            CellKind.Double => "double",
            CellKind.Single => "float",
            CellKind.Bytes => column.Length > 0 ? $"varbinary({column.Length})" : "longblob",
            CellKind.Uuid => UuidType,
            _ => "json",
        };
}
