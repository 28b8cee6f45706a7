using System.Text;
using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>External systems, proxies and policies: the small tables that pids refer to.</summary>
internal sealed class Registry(long seed)
{
    private const int Table = 400;

    private static readonly string[] Systems =
    [
        "ALMA Σ",
        "Fedora \\ Repo",
        "ETD's",
        "EAD\tfinding aids",
        "OpenEmory 🎓",
    ];
    private static readonly string[] Proxies = ["EZproxy", "Shibboleth — été", "Open 'URL'", "None\r\nat all", "רשת"];

    public int[] SystemIds { get; } = [1, 2, 4, 5, 9];
    public int[] ProxyIds { get; } = [2, 3, 4, 6, 7];
    public int[] PolicyIds { get; } = [1, 2, 3, 4, 6, 7, 8, 11, 12, 13];

    public IEnumerable<TableRows> Tables()
    {
        yield return new(
            PidSchema.Get("pid_extsystem"),
            SystemIds.Length,
            SystemIds[^1] + 1,
            rows => Write(rows, 1, SystemIds, Systems, "key_{0}")
        );
        yield return new(
            PidSchema.Get("pid_proxy"),
            ProxyIds.Length,
            ProxyIds[^1] + 2,
            rows => Write(rows, 2, ProxyIds, Proxies, "https://proxy{0}.example.org/login?url=")
        );
        yield return new(PidSchema.Get("pid_policy"), PolicyIds.Length, PolicyIds[^1] + 5, WritePolicies);
    }

    private void Write(IRowWriter rows, int number, int[] ids, string[] names, string second)
    {
        for (var row = 0; row < ids.Length; row++)
        {
            var random = new RowRandom(seed, Table + number, row);
            rows.Number(ids[row]);
            rows.Text(names[row]);
            rows.Text(second.Replace("{0}", row == 2 ? "" : $"{row}", StringComparison.Ordinal));
            rows.Instant(Moments.At(0.2 * row, ref random));
            rows.EndRow();
        }
    }

    private void WritePolicies(IRowWriter rows)
    {
        for (var row = 0; row < PolicyIds.Length; row++)
        {
            var random = new RowRandom(seed, Table + 3, row);
            rows.Number(PolicyIds[row]);
            rows.Instant(Moments.At(0.1 * row, ref random));
            rows.Text(
                row switch
                {
                    0 => "",
                    1 => string.Join("\n", AwkwardText.Fixed),
                    // More than the 65,535 bytes of a MySQL TEXT, so only a LONGTEXT holds it.
                    2 => Sentences(1200, ref random),
                    _ => Sentences(5 + random.Below(20), ref random),
                }
            );
            rows.Text(row == 4 ? "4 \\N 'policy' \"é\"\t漢字\f " : $"{row} {Titles.Next(ref random)}");
            rows.EndRow();
        }
    }

    private static string Sentences(int count, ref RowRandom random)
    {
        var text = new StringBuilder();
        for (; count > 0; count--)
            text.Append("We commit to keep “").Append(Titles.Next(ref random)).Append("” resolvable. 🗝\r\n");
        return text.ToString();
    }
}
