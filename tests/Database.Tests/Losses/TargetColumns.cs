using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Database.Tests.Losses;

/// <summary>
/// Columns of targets, each narrow in some respect. They exist nowhere: what can be lost into them is known from their
/// types.
/// </summary>
internal static class TargetColumns
{
    private static readonly Dictionary<DatabaseEngine, Column[]> Columns = new()
    {
        [DatabaseEngine.PostgreSql] =
        [
            C("smallint", Integer) with
            {
                Bytes = 2,
            },
            C("integer", Integer) with
            {
                Bytes = 4,
            },
            C("bigint", Integer) with
            {
                Bytes = 8,
            },
            C("boolean", ValueKind.Boolean),
            C("numeric(5,2)", ValueKind.Decimal) with
            {
                Precision = 5,
                Scale = 2,
            },
            C("numeric(5,-2)", ValueKind.Decimal) with
            {
                Precision = 5,
                Scale = -2,
            },
            C("numeric(3,5)", ValueKind.Decimal) with
            {
                Precision = 3,
                Scale = 5,
            },
            C("real", Float32),
            C("double precision", Float64),
            C("text", Text),
            C("varchar(3)", Text) with
            {
                MaxLength = 3,
            },
            C("name", Text) with
            {
                MaxLength = 63,
                MaxBytes = 63,
            },
            C("char(3)", FixedText) with
            {
                MaxLength = 3,
            },
            C("bytea", Bytes),
            C("date", Date),
            C("time(3)", Time) with
            {
                Scale = 3,
            },
            C("timestamp(0)", Timestamp) with
            {
                Scale = 0,
            },
            C("timestamptz(3)", Instant) with
            {
                Scale = 3,
            },
            C("interval(3)", Duration) with
            {
                Scale = 3,
            },
            C("uuid", Uuid),
            C("json", Json),
            C("jsonb", Json),
            C("mood", EnumLabel) with
            {
                Labels = ["a", "it's", "é"],
            },
            C("inet", Network),
        ],
        [DatabaseEngine.MySql] =
        [
            C("tinyint", Integer) with
            {
                Bytes = 1,
            },
            C("int unsigned", Integer) with
            {
                Bytes = 4,
                Unsigned = true,
            },
            C("bigint", Integer) with
            {
                Bytes = 8,
            },
            C("bigint unsigned", Integer) with
            {
                Bytes = 8,
                Unsigned = true,
            },
            C("tinyint(1)", ValueKind.Boolean) with
            {
                Bytes = 1,
            },
            C("bit(8)", Bits) with
            {
                Precision = 8,
            },
            C("bit(64)", Bits) with
            {
                Precision = 64,
            },
            C("year", Year),
            C("decimal(5,2)", ValueKind.Decimal) with
            {
                Precision = 5,
                Scale = 2,
            },
            C("decimal(65,30)", ValueKind.Decimal) with
            {
                Precision = 65,
                Scale = 30,
            },
            C("float", Float32),
            C("float(7,3)", Float32) with
            {
                Scale = 3,
            },
            C("double(10,2)", Float64) with
            {
                Scale = 2,
            },
            C("varchar(3)", Text) with
            {
                MaxLength = 3,
                CharacterSet = "utf8mb4",
            },
            C("tinytext", Text) with
            {
                MaxBytes = 5,
                CharacterSet = "utf8mb4",
            },
            C("tinytext", Text) with
            {
                MaxBytes = 3,
                CharacterSet = "latin1",
            },
            C("varchar(60)", Text) with
            {
                MaxLength = 60,
                CharacterSet = "utf8mb3",
            },
            C("varchar(60)", Text) with
            {
                MaxLength = 60,
                CharacterSet = "ucs2",
            },
            C("varchar(60)", Text) with
            {
                MaxLength = 60,
                CharacterSet = "ascii",
            },
            C("varchar(60)", Text) with
            {
                MaxLength = 60,
                CharacterSet = "latin1",
            },
            C("varchar(60)", Text) with
            {
                MaxLength = 60,
                CharacterSet = "cp1251",
            },
            C("char(20)", FixedText) with
            {
                MaxLength = 20,
                CharacterSet = "utf8mb4",
            },
            C("varbinary(4)", Bytes) with
            {
                MaxLength = 4,
            },
            C("binary(4)", Bytes) with
            {
                MaxLength = 4,
            },
            C("date", Date),
            C("time", Time) with
            {
                Scale = 0,
            },
            C("datetime(3)", Timestamp) with
            {
                Scale = 3,
            },
            C("timestamp(6)", Instant) with
            {
                Scale = 6,
            },
            C("json", Json),
            C("enum", EnumLabel) with
            {
                Labels = ["a", "b", "é"],
            },
            C("set", EnumSet) with
            {
                Labels = ["a", "b", "c", "it's"],
            },
            C("uuid", Uuid),
            C("inet4", Network),
            C("inet6", Network),
        ],
        [DatabaseEngine.Sqlite] =
        [
            C("bool", ValueKind.Boolean),
            C("integer", Integer) with
            {
                Bytes = 8,
            },
            C("integer unsigned", Integer) with
            {
                Bytes = 8,
                Unsigned = true,
            },
            C("decimal(5,2)", ValueKind.Decimal) with
            {
                Precision = 5,
                Scale = 2,
            },
            C("decimal", ValueKind.Decimal),
            C("real", Float64),
            C("varchar(3)", Text) with
            {
                MaxLength = 3,
            },
            C("blob", Bytes),
            C("date", Date),
            C("time", Time),
            C("datetime", Timestamp),
            C("json", Json),
        ],
    };

    /// <summary>All columns of all targets.</summary>
    public static IEnumerable<(DatabaseDriver Driver, Column Column)> All =>
        from driver in DatabaseDrivers.All
        from column in Columns[driver.Engine]
        select (driver, column with { IsDynamicallyTyped = !driver.Traits.EnforcesDeclarations });

    private static Column C(string native, ValueKind kind) => new("v", native, kind);
}
