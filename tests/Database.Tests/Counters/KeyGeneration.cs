using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Counters;

/// <summary>A way in which an engine makes the keys of a table with the columns id and note.</summary>
/// <param name="Name">A word for the table's name.</param>
/// <param name="Define">The DDL of a table of that name, and of what issues its keys.</param>
/// <param name="Skips">Whether numbers that nobody used may be left out: the server tells only where its cache
/// ends.</param>
public sealed record KeyGeneration(string Name, Func<string, string> Define, bool Skips = false)
{
    private static readonly KeyGeneration[] PostgreSql =
    [
        new("serial", t => $"CREATE TABLE {t} (id bigserial PRIMARY KEY, note varchar(20));"),
        new(
            "identity",
            t => $"CREATE TABLE {t} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note varchar(20));"
        ),
        new(
            "unowned",
            t =>
                $"CREATE SEQUENCE {t}_s; CREATE TABLE {t} (id bigint PRIMARY KEY DEFAULT nextval('{t}_s'), "
                + $"note varchar(20));"
        ),
        new(
            "elsewhere",
            t =>
                $"""
                    CREATE SCHEMA IF NOT EXISTS "Other one"; CREATE SEQUENCE "Other one"."it's {t}";
                    CREATE TABLE {t} (id bigint PRIMARY KEY DEFAULT nextval('"Other one"."it''s {t}"'::regclass),
                        note varchar(20));
                    """
        ),
        new(
            "by_text",
            t =>
                $"CREATE SEQUENCE \"{t} S\"; CREATE TABLE {t} (id bigint PRIMARY KEY DEFAULT "
                + $"nextval(('\"{t} S\"'::text)::regclass), note varchar(20));"
        ),
        new(
            "domain",
            t =>
                $"CREATE SEQUENCE {t}_s; CREATE DOMAIN {t}_d AS bigint DEFAULT nextval('{t}_s'); CREATE "
                + $"TABLE {t} (id {t}_d PRIMARY KEY, note varchar(20));"
        ),
        new(
            "parted",
            t =>
                $"""
                    CREATE SEQUENCE {t}_s; CREATE TABLE {t} (id bigint PRIMARY KEY, note varchar(20))
                        PARTITION BY RANGE (id);
                    CREATE TABLE {t}_1 PARTITION OF {t} FOR VALUES FROM (0) TO (1000000);
                    ALTER TABLE {t} ALTER id SET DEFAULT nextval('{t}_s');
                    """
        ),
        new(
            "cast",
            t =>
                $"CREATE SEQUENCE {t}_s; CREATE TABLE {t} (id int PRIMARY KEY DEFAULT "
                + $"nextval('{t}_s')::int, note varchar(20));"
        ),
    ];

    private static readonly KeyGeneration Auto = new(
        "auto",
        t => $"CREATE TABLE {t} (id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, note varchar(20));"
    );

    private static readonly KeyGeneration[] MariaDb =
    [
        Auto,
        new(
            "cached",
            t =>
                $"CREATE SEQUENCE {t}_s; CREATE TABLE {t} (id bigint NOT NULL PRIMARY KEY DEFAULT "
                + $"nextval({t}_s), note varchar(20));",
            true
        ),
        new(
            "uncached",
            t =>
                $"CREATE SEQUENCE `{t} ``s` NOCACHE; CREATE TABLE {t} (id bigint NOT NULL PRIMARY KEY "
                + $"DEFAULT (NEXT VALUE FOR `{t} ``s`), note varchar(20));"
        ),
    ];

    private static readonly KeyGeneration[] Sqlite =
    [
        new("auto", t => $"CREATE TABLE {t} (id INTEGER PRIMARY KEY AUTOINCREMENT, note varchar(20));"),
    ];

    /// <summary>All ways of a server.</summary>
    public static IReadOnlyList<KeyGeneration> Of(TestServer server) =>
        server switch
        {
            PostgreSqlServer => PostgreSql,
            MariaDbServer => MariaDb,
            MySqlServer => [Auto],
            _ => Sqlite,
        };
}
