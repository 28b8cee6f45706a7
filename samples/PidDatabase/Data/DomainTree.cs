using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>
/// The domains: a forest in nested-set form, in which a parent's key is often higher than its child's.
/// </summary>
internal sealed class DomainTree
{
    private const int Count = 60;
    private const int Roots = 7;
    private const int Table = 300;

    private readonly long _seed;
    private readonly int[] _policyIds;
    private readonly int[] _parent = new int[Count];
    private readonly (int Tree, int Level, int Left, int Right)[] _place = new (int, int, int, int)[Count];
    private readonly int[] _order = [.. Enumerable.Range(0, Count)];

    public int[] Ids { get; }

    public DomainTree(long seed, int[] policyIds)
    {
        _seed = seed;
        _policyIds = policyIds;
        var random = new RowRandom(seed, Table, 0);
        Ids = Keys.WithGaps(random, Count, 8);
        for (var index = Count - 1; index > 0; index--)
        {
            var other = random.Below(index + 1);
            (_order[index], _order[other]) = (_order[other], _order[index]);
        }

        Array.Fill(_parent, -1);
        for (var rank = Roots; rank < Count; rank++)
            _parent[_order[rank]] = _order[random.Below(Math.Min(rank, 20))];
        var tree = 0;
        for (var rank = 0; rank < Roots; rank++)
            Place(_order[rank], ++tree, 0, 1);
    }

    /// <summary>
    /// The rows, in no order of the key, as a table lies on disk whose rows have been edited for years.
    /// </summary>
    public TableRows Rows() =>
        new(
            PidSchema.Get("pid_domain"),
            Count,
            Ids[^1] + 3,
            rows =>
            {
                foreach (var domain in _order.Reverse())
                {
                    var random = new RowRandom(_seed, Table + 1, domain);
                    rows.Number(Ids[domain]);
                    // The number comes first, so that names stay unique under any collation, whatever follows.
                    rows.Text(
                        $"{domain:00} "
                            + $"{(random.OneIn(6) ? AwkwardText.Fitting(252, ref random) : Titles.Next(ref random))}"
                    );
                    rows.Instant(Moments.At((double)domain / Count, ref random));
                    rows.Number(_place[domain].Level);
                    rows.Number(_place[domain].Left);
                    rows.Number(_place[domain].Right);
                    rows.Number(_place[domain].Tree);
                    if (_parent[domain] < 0)
                        rows.Null();
                    else
                        rows.Number(Ids[_parent[domain]]);
                    if (random.OneIn(3))
                        rows.Null();
                    else
                        rows.Number(random.Of(_policyIds));
                    rows.EndRow();
                }
            }
        );

    private int Place(int domain, int tree, int level, int left)
    {
        var next = left + 1;
        for (var child = 0; child < Count; child++)
            if (_parent[child] == domain)
                next = Place(child, tree, level + 1, next) + 1;
        _place[domain] = (tree, level, left, next);
        return next;
    }
}
