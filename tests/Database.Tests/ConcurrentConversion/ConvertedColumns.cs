using PidMigration.Conversion;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.ConcurrentConversion;

/// <summary>The columns of a direction that are converted in several steps.</summary>
internal static class ConvertedColumns
{
    // With these, every moment goes through three steps in every direction.
    private static readonly AllowedChange[] Moments = [AllowedChange.ZeroDateToNull, AllowedChange.InfinityToNull];

    public static IReadOnlyList<ConvertedColumn> Of(TestServer from, TestServer into)
    {
        var columns = new List<ConvertedColumn>
        {
            new("made_at", MomentType(from, 6), Moment(from), MomentType(into, 3), $"made_at = {ArrivedMoment(into)}")
            {
                Allow = Moments,
            },
            new("code", "varchar(30)", Text(from, "v"), "char(12)", $"code = {Text(into, "v")}"),
        };
        if (from is SqliteServer)
            columns.Add(new ConvertedColumn("at", "time", ClockTime(from), "time(0)", $"at = {ClockTime(into)}"));
        if (into is MySqlFamilyServer)
            columns.Add(
                new ConvertedColumn(
                    "ratio",
                    FloatType(from),
                    "id % 1000 + 0.5",
                    "float(7,2)",
                    "ratio = id % 1000 + 0.5"
                )
            );
        if (from is PostgreSqlServer && into is MySqlFamilyServer)
            columns.Add(
                new ConvertedColumn(
                    "parts",
                    "int[]",
                    "ARRAY[id, -id]",
                    "json",
                    "JSON_EXTRACT(parts, '$[0]') = id AND JSON_EXTRACT(parts, '$[1]') = -id"
                )
                {
                    Allow = [AllowedChange.AsJson],
                }
            );
        if (from is not PostgreSqlServer && into is PostgreSqlServer)
        {
            columns.Add(
                new ConvertedColumn(
                    "lasts",
                    "bigint",
                    "id * 1000001",
                    "interval(6)",
                    "lasts = id * interval '1.000001 seconds'"
                )
            );
            columns.Add(
                new ConvertedColumn(
                    "note",
                    "varchar(30)",
                    Text(from, "a", "char(0)"),
                    "varchar(12)",
                    $"note = {Text(into, "a")}"
                )
                {
                    Allow = [AllowedChange.StripNul],
                }
            );
        }

        return columns;
    }

    /// <summary>Fills a table with the rows 1 to <paramref name="rows"/>.</summary>
    public static string Fill(TestServer server, int rows, IReadOnlyList<ConvertedColumn> columns)
    {
        var values = string.Join(", ", columns.Select(c => c.Value));
        const string With = "WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM ids WHERE id < {0})";
        return server switch
        {
            PostgreSqlServer => $"INSERT INTO w SELECT id, {values} FROM generate_series(1, {rows}) AS ids (id);",
            SqliteServer => $"{string.Format(null, With, rows)} INSERT INTO w SELECT id, {values} FROM ids;",
            _ => $"INSERT INTO w SELECT seq, {values.Replace("id", "seq", StringComparison.Ordinal)} FROM "
                + $"seq_1_to_{rows};",
        };
    }

    private static string FloatType(TestServer server) => server is SqliteServer ? "double" : "double precision";

    private static string MomentType(TestServer server, int digits) =>
        server switch
        {
            SqliteServer => "datetime",
            PostgreSqlServer => $"timestamp({digits})",
            _ => $"datetime({digits})",
        };

    private static string Moment(TestServer server) =>
        server switch
        {
            SqliteServer =>
                "strftime('%Y-%m-%d %H:%M:%S', 946684800 + id, 'unixepoch') || '.' || printf('%03d', id % 1000)",
            _ => ArrivedMoment(server),
        };

    private static string ArrivedMoment(TestServer server) =>
        server is PostgreSqlServer
            ? "timestamp '2000-01-01' + id * interval '1 second' + (id % 1000) * interval '1 millisecond'"
            : "TIMESTAMP('2000-01-01') + INTERVAL id SECOND + INTERVAL (id % 1000) * 1000 MICROSECOND";

    private static string ClockTime(TestServer server) =>
        server switch
        {
            SqliteServer => "strftime('%H:%M:%S', id % 86400, 'unixepoch') || '.000'",
            PostgreSqlServer => "(id % 86400) * interval '1 second'",
            _ => "SEC_TO_TIME(id % 86400)",
        };

    /// <summary>A text that holds the key: its last characters tell which row it belongs to.</summary>
    private static string Text(TestServer server, string first, string? between = null) =>
        server is MySqlFamilyServer
            ? $"CONCAT('{first}', {(between is null ? "" : between + ", ")}id)"
            : $"'{first}' || {(between is null ? "" : between + " || ")}id";
}
