using PidDatabase.Rows;
using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>The rows of pid_pid.</summary>
internal sealed class PidRows(long seed, PidNumbers numbers, Accounts accounts, Registry registry, DomainTree domains)
{
    private const int Table = 500;

    // One row in so many lies at the end of the table on disk, as rows do in PostgreSQL that were edited.
    private const int Moved = 97;

    public TableRows Rows() =>
        new(
            PidSchema.Get("pid_pid"),
            numbers.Ids.Length,
            numbers.LastId,
            rows =>
            {
                for (var row = 0; row < numbers.Ids.Length; row++)
                    if (row % Moved != 5)
                        Write(rows, row);
                for (var row = 5; row < numbers.Ids.Length; row += Moved)
                    Write(rows, row);
            }
        );

    private void Write(IRowWriter rows, int row)
    {
        var random = new RowRandom(seed, Table, row);
        var share = (double)row / numbers.Ids.Length;
        rows.Number(numbers.Ids[row]);
        rows.Text(Noid.Encode(numbers.Numbers[row]));
        rows.Text(random.OneIn(50) ? AwkwardText.Fitting(1023, ref random) : Titles.Next(ref random));

        var key = random.Below(100);
        if (key < 50)
            rows.Null();
        else if (key < 55)
            rows.Text("");
        else if (random.OneIn(60))
            rows.Text(AwkwardText.Fitting(1023, ref random));
        else
            rows.Text($"{(random.OneIn(3) ? "emory:" : "(OCoLC)")}{random.Below(1 << 30):x}");

        rows.Instant(
            row == 0 ? Moments.First
            : row == numbers.Ids.Length - 1 ? Moments.Last
            : Moments.At(share, ref random)
        );
        rows.Text(random.Below(10) < 7 ? "Ark" : "Purl");
        rows.Instant(Moments.At(share + (1 - share) * random.Below(1000) / 1000, ref random));
        rows.Number(random.Of(accounts.UserIds));
        rows.Number(random.Of(domains.Ids));
        rows.Number(random.Of(accounts.UserIds));
        if (key < 55)
            rows.Null();
        else
            rows.Number(random.Of(registry.SystemIds));
        if (random.Below(20) < 17)
            rows.Null();
        else
            rows.Number(random.Of(registry.PolicyIds));
        rows.EndRow();
    }
}
