using System.Globalization;
using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>The rows of django_admin_log.</summary>
internal sealed class LogRows
{
    private const int Table = 700;

    private static readonly int[] ContentTypeIds = [3, 9, 10, 11, 12, 13, 14];

    private readonly long _seed;
    private readonly int _count;
    private readonly PidNumbers _numbers;
    private readonly Accounts _accounts;
    private readonly int[] _ids;

    public LogRows(long seed, int count, PidNumbers numbers, Accounts accounts)
    {
        _seed = seed;
        _count = count;
        _numbers = numbers;
        _accounts = accounts;
        _ids = Keys.WithGaps(new RowRandom(seed, Table, -1), count, 500);
    }

    public TableRows Rows() =>
        new(
            PidSchema.Get("django_admin_log"),
            _count,
            _ids[^1] + 19,
            rows =>
            {
                for (var row = 0; row < _count; row++)
                    Write(rows, row);
            }
        );

    private void Write(IRowWriter rows, int row)
    {
        var random = new RowRandom(_seed, Table, row);
        var pid = random.Below(_numbers.Ids.Length);
        var aboutPid = random.Below(10) < 8;
        var action = random.Below(10) switch
        {
            < 5 => 1,
            < 9 => 2,
            _ => 3,
        };
        rows.Number(_ids[row]);
        rows.Instant(Moments.At((double)row / _count, ref random));
        if (random.OneIn(500))
            rows.Null();
        else if (random.OneIn(1000))
            rows.Text(AwkwardText.Fitting(500, ref random));
        else
            rows.Text((aboutPid ? _numbers.Ids[pid] : 1 + random.Below(60)).ToString(CultureInfo.InvariantCulture));
        rows.Text(
            random.OneIn(50) ? AwkwardText.Fitting(200, ref random)
            : aboutPid ? Noid.Encode(_numbers.Numbers[pid])
            : AwkwardText.Cut(Titles.Next(ref random), 200)
        );
        rows.Number(action);
        rows.Text(Message(row, action, ref random));
        if (random.OneIn(300))
            rows.Null();
        else
            rows.Number(aboutPid ? 12 : random.Of(ContentTypeIds));
        rows.Number(random.Of(_accounts.UserIds));
        rows.EndRow();
    }

    private static string Message(int row, int action, ref RowRandom random)
    {
        // Someone pastes a whole document now and then; the largest doesn't fit a MySQL TEXT.
        if (row % 50_000 == 49)
            return "Changed name.\n" + new string('漢', 24_000);
        if (random.OneIn(100))
            return AwkwardText.Fitting(3000, ref random);
        return action switch
        {
            1 => random.Below(2) == 0 ? "" : "[{\"added\": {}}]",
            2 => random.Below(3) switch
            {
                0 => "Changed name and ext_system_key.",
                1 => $"Changed uri for target \"http://pid.example.org/{random.Below(1 << 28):x}\".",
                _ => "[{\"changed\": {\"fields\": [\"Name\", \"Domain\"]}}]",
            },
            _ => "",
        };
    }
}
