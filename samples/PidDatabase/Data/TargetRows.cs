using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>The rows of pid_target: most pids have one, a few have none, some have several.</summary>
internal sealed class TargetRows
{
    private const int Table = 600;
    private const int Several = 5;

    private readonly long _seed;
    private readonly PidNumbers _numbers;
    private readonly Registry _registry;
    private readonly int _count;
    private readonly int[] _ids;

    public TargetRows(long seed, int count, PidNumbers numbers, Registry registry)
    {
        _seed = seed;
        _count = count;
        _numbers = numbers;
        _registry = registry;
        _ids = Keys.WithGaps(new RowRandom(seed, Table, -1), count, 300);
    }

    public TableRows Rows() =>
        new(
            PidSchema.Get("pid_target"),
            _count,
            _ids[^1] + 23,
            rows =>
            {
                var pids = _numbers.Ids.Length;
                var without = pids / 250;
                var extra = _count - (pids - without);
                var random = new RowRandom(_seed, Table, -2);
                for (int pid = 0, row = 0; pid < pids; pid++)
                {
                    // Selection sampling (Knuth, TAOCP 3.4.2, algorithm S): exactly as many as wanted, spread evenly.
                    var targets = 1;
                    if (random.Below(pids - pid) < without)
                    {
                        without--;
                        targets--;
                    }
                    if (random.Below(pids - pid) < extra)
                    {
                        var more = extra >= Several && random.OneIn(40) ? Several : 1;
                        extra -= more;
                        targets += more;
                    }
                    for (var target = 0; target < targets; target++)
                        Write(rows, row++, pid, target);
                }
            }
        );

    private void Write(IRowWriter rows, int row, int pid, int target)
    {
        var random = new RowRandom(_seed, Table, row);
        rows.Number(_ids[row]);
        rows.Text(Noid.Encode(_numbers.Numbers[pid]));
        rows.Text(Uri(ref random));
        rows.Text(Qualify(target, ref random));
        rows.Boolean(random.Below(100) < 96);
        rows.Number(_numbers.Ids[pid]);
        if (random.Below(10) < 7)
            rows.Null();
        else
            rows.Number(random.Of(_registry.ProxyIds));
        rows.EndRow();
    }

    private static string Uri(ref RowRandom random) =>
        random.Below(400) switch
        {
            0 => AwkwardText.Fitting(2048, ref random),
            < 3 => $"https://example.org/résumé/{random.Below(1000)}?q=a b&t=\"{random.Below(100)}\"\\",
            < 120 =>
                $"http://repository.library.example.edu/fedora/objects/emory:{random.Below(1 << 30):x}/datastreams/PDF",
            < 240 => $"https://discovere.example.edu/discovere:default_scope:{random.Below(int.MaxValue)}",
            _ => $"https://digital.library.example.edu/books/{random.Below(100_000)}/"
                + $"page/{random.Below(600)}?view=full#t{random.Below(60)}",
        };

    // Unique within a pid under any collation: the first is empty or starts with a slash, the others start with their
    // number.
    private static string Qualify(int target, ref RowRandom random) =>
        target switch
        {
            0 => random.OneIn(40) ? $"/{random.Below(900)}" : "",
            _ => $"{target}{(random.OneIn(10) ? AwkwardText.Fitting(250, ref random) : "/PDF")}",
        };
}
