using System.Text;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Reading;

/// <summary>Every cell of some tables as a server's own client reads it, in neutral text.</summary>
public sealed class Dump
{
    private readonly Dictionary<string, List<string>> _rows = [];

    public int Count => _rows.Values.Sum(r => r.Count);

    /// <summary>The rows of a table, sorted; the cells of a row are parted by U+241F.</summary>
    public IReadOnlyList<string> this[TestTable table] => _rows[table.Name];

    internal static async Task<Dump> OfAsync(TestDatabase database, IReadOnlyList<TestTable> tables)
    {
        var server = database.Server;
        // One client for all tables: each line begins with its table's number.
        var sql = new StringBuilder();
        for (var i = 0; i < tables.Count; i++)
        {
            var cells = tables[i]
                .Columns.SelectMany(c =>
                    (string[])["'|'", $"COALESCE({server.Cell(server.Quote(c.Name), c.Kind)}, '~')"]
                );
            sql.Append("SELECT ")
                .Append(server.Join([$"'{i}'", .. cells]))
                .Append(" FROM ")
                .Append(server.Quote(tables[i]))
                .Append(";\n");
        }

        var dump = new Dump();
        foreach (var table in tables)
            dump._rows.Add(table.Name, []);
        foreach (var line in await database.LinesAsync(sql.ToString()))
        {
            var cells = line.Split('|');
            var table = tables[int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture)];
            dump._rows[table.Name]
                .Add(string.Join('\u241F', table.Columns.Select((c, i) => CanonicalText.Of(cells[i + 1], c.Kind))));
        }

        foreach (var rows in dump._rows.Values)
            rows.Sort(StringComparer.Ordinal);
        return dump;
    }

    /// <summary>Fails on the first row that isn't in both.</summary>
    public static void AssertEqual(Dump expected, Dump actual)
    {
        foreach (var (table, rows) in expected._rows)
        {
            var theirs = actual._rows[table];
            for (var i = 0; i < Math.Max(rows.Count, theirs.Count); i++)
            {
                var (left, right) = (i < rows.Count ? rows[i] : "(no row)", i < theirs.Count ? theirs[i] : "(no row)");
                if (left == right)
                    continue;
                var at = left.Zip(right).TakeWhile(p => p.First == p.Second).Count();
                Assert.Fail(
                    $"{table}, row {i} of {rows.Count} and {theirs.Count}, character "
                        + $"{at}:\n{Around(left, at)}\n{Around(right, at)}"
                );
            }
        }
    }

    private static string Around(string row, int at)
    {
        var start = Math.Max(0, at - 200);
        return string.Concat(
            row.Skip(start).Take(400).Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : c.ToString())
        );
    }
}
