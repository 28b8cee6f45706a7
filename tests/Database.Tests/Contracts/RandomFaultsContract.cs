using System.Globalization;
using PidMigration.Comparing;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Properties;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Contracts;

/// <summary>
/// A thousand random faults between two engines: both ways of comparing find just those, and a repair leaves none.
/// </summary>
public abstract class RandomFaultsContract<TSource, TTarget>
    where TSource : TestServer, new()
    where TTarget : TestServer, new()
{
    private const int Seed = 4;
    private const int Rounds = 20;
    private const int FaultsOfARound = 50;
    private static readonly TestTable Table = TestTable.Counted(
        "faulty",
        new TestColumn("name", CellKind.Text, 60),
        new TestColumn("number", CellKind.Number),
        new TestColumn("moment", CellKind.Instant)
    );
    private static readonly string?[] Names =
    [
        null,
        "",
        " ",
        "a",
        "A",
        "a ",
        "\u00e9",
        "e\u0301",
        "e",
        "NULL",
        "\\N",
        "\\",
        "tab\t",
        "f",
        "\f",
        "ß",
        "ss",
        "😀",
        "1:a",
        "-",
        "-1:",
    ];
    private static readonly object?[] Numbers = [null, 0, 1, -1, long.MaxValue, long.MinValue];
    private static readonly string?[] Moments =
    [
        null,
        "2016-03-27 01:30:00.000001",
        "2016-03-27 01:30:00",
        "2016-03-27 01:30:00.1",
        "1970-01-01 00:00:00",
    ];

    private readonly TSource _from = new();
    private readonly TTarget _into = new();
    private readonly Random _random = new(Seed);

    [Fact]
    public async Task Both_comparisons_find_exactly_the_planted_faults()
    {
        _from.Need();
        _into.Need();
        await using var source = await _from.CreateAsync(Table);
        await using var target = await _into.CreateAsync(Table);
        var ours = Enumerable.Range(0, 400).Select(_ => NewKey()).Distinct().ToDictionary(k => k, NewRow);
        await source.FillAsync(Table, [.. ours.Values]);
        (await ProductCopy.CopyAsync(source, target)).AssertAllCopied();
        var theirs = new Dictionary<long, object?[]>(ours);
        for (var round = 0; round < Rounds; round++)
            await RandomRound.RunAsync(
                Seed,
                round,
                async () => theirs = await RoundAsync(source, target, round, ours, theirs)
            );
    }

    /// <summary>
    /// Plants faults, finds them, and repairs them in every other round; returns what the target holds then.
    /// </summary>
    private async Task<Dictionary<long, object?[]>> RoundAsync(
        TestDatabase source,
        TestDatabase target,
        int round,
        Dictionary<long, object?[]> ours,
        Dictionary<long, object?[]> theirs
    )
    {
        await target.RunAsync(string.Join("\n", Enumerable.Range(0, FaultsOfARound).Select(_ => Fault(theirs))));
        Assert.Equal(
            Expected(ours, theirs),
            (await ProductCompare.FindAsync(source, target)).Order(StringComparer.Ordinal)
        );
        if (round % 2 == 0)
            return theirs;
        await ProductCompare.SyncAsync(source, target, new Comparing.CompareOptions { Fast = round % 4 == 1 });
        Dump.AssertEqual(await source.DumpAsync(Table), await target.DumpAsync(Table));
        return new Dictionary<long, object?[]>(ours);
    }

    /// <summary>Keys close together and far apart, below zero and at the ends of groups.</summary>
    private long NewKey() =>
        _random.Next(4) switch
        {
            0 => _random.NextInt64(-300, 300),
            1 => _random.NextInt64(16_380, 16_390),
            2 => _random.NextInt64(-70_000, 70_000),
            _ => _random.NextInt64(0, 1L << 40),
        };

    private object?[] NewRow(long key) => [key, Pick(Names), Pick(Numbers), Pick(Moments)];

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private string Fault(Dictionary<long, object?[]> rows)
    {
        var key = rows.Keys.ElementAt(_random.Next(rows.Count));
        switch (_random.Next(4))
        {
            case 0:
                rows.Remove(key);
                return $"DELETE FROM faulty WHERE id = {key};";
            case 1:
                var added = NewKey();
                if (!rows.TryAdd(added, NewRow(added)))
                    return "";
                return _into.Insert(Table, [rows[added]]);
            default:
                var column = _random.Next(1, 4);
                var changed = (object?[])rows[key].Clone();
                changed[column] = column switch
                {
                    1 => Pick(Names),
                    2 => Pick(Numbers),
                    _ => Pick(Moments),
                };
                rows[key] = changed;
                return $"UPDATE faulty SET {Table.Columns[column].Name} = "
                    + $"{_into.Literal(changed[column], Table.Columns[column].Kind)} WHERE id = {key};";
        }
    }

    private static IEnumerable<string> Expected(Dictionary<long, object?[]> ours, Dictionary<long, object?[]> theirs)
    {
        var found = new List<string>();
        string Name(long key, DifferenceKind kind, string column) =>
            string.Create(CultureInfo.InvariantCulture, $"faulty/{key}/{kind}/{column}");
        foreach (var (key, row) in ours)
            if (!theirs.TryGetValue(key, out var other))
                found.Add(Name(key, DifferenceKind.Missing, ""));
            else
                found.AddRange(
                    Enumerable
                        .Range(1, 3)
                        .Where(c => !Equals(row[c]?.ToString(), other[c]?.ToString()))
                        .Select(c => Name(key, DifferenceKind.Changed, Table.Columns[c].Name))
                );
        found.AddRange(theirs.Keys.Except(ours.Keys).Select(k => Name(k, DifferenceKind.Extra, "")));
        return found.Order(StringComparer.Ordinal);
    }
}
