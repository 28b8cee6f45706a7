using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>Content types, permissions, groups and users of a database with ten years of history.</summary>
internal sealed class Accounts
{
    private const int Table = 200;
    private const int GroupCount = 15;
    private const int UserCount = 120;

    private readonly long _seed;

    public IReadOnlyList<Permission> Permissions { get; }
    public int[] GroupIds { get; }
    public int[] UserIds { get; }

    public Accounts(long seed)
    {
        _seed = seed;
        Permissions = Permission.InSource();
        GroupIds = Keys.WithGaps(new RowRandom(seed, Table, 0), GroupCount, 6);
        UserIds = Keys.WithGaps(new RowRandom(seed, Table, 1), UserCount, 8);
    }

    public IEnumerable<TableRows> Tables()
    {
        yield return ContentType.Rows(ContentType.InSource);
        yield return Permission.Rows(Permissions);
        yield return Groups();
        yield return Pairs(
            "auth_group_permissions",
            2,
            150,
            GroupIds,
            [.. Permissions.Select(permission => permission.Id)]
        );
        yield return Users();
        yield return Pairs("auth_user_groups", 3, 190, UserIds, GroupIds);
        yield return Pairs(
            "auth_user_user_permissions",
            4,
            120,
            UserIds,
            [.. Permissions.Select(permission => permission.Id)]
        );
    }

    // Unique also where a collation ignores case, accents, trailing spaces and control characters.
    private static readonly string[] GroupNames =
    [
        "Administrators",
        "Éditeurs",
        "NULL",
        "\\N",
        "Catalogue — \"Rare " + "books\"",
        "Ünterstützung",
        "Quality\tassurance",
        "Metadata \\ " + "cleanup",
        "日本語",
        "Library's IT",
        "Legacy ",
        " Digitisation",
        "עורכים",
        "Partners 🤝",
        "Zoë & François",
    ];

    private TableRows Groups() =>
        new(
            PidSchema.Get("auth_group"),
            GroupCount,
            GroupIds[^1] + 2,
            rows =>
            {
                for (var row = 0; row < GroupCount; row++)
                {
                    rows.Number(GroupIds[row]);
                    rows.Text(GroupNames[row]);
                    rows.EndRow();
                }
            }
        );

    private static readonly string[] FirstNames =
    [
        "Ana",
        "Björn",
        "Chloé",
        "Dmitri",
        "Eṣe",
        "Fatima",
        "Giulia",
        "Hanna",
        "Íñigo",
        "Jürgen",
        "Keiko",
        "Liam",
        "",
        "Nuala",
    ];

    private static readonly string[] LastNames =
    [
        "Müller",
        "O'Brien",
        "García Márquez",
        "Nguyễn",
        "Smith-Jones",
        "Østergård",
        "d'Arc",
        "Čapek",
        "李",
        "بن علي",
        "",
        "Young",
    ];

    private TableRows Users() =>
        new(
            PidSchema.Get("auth_user"),
            UserCount,
            UserIds[^1] + 4,
            rows =>
            {
                for (var row = 0; row < UserCount; row++)
                {
                    var random = new RowRandom(_seed, Table + 10, row);
                    rows.Number(UserIds[row]);
                    rows.Text(
                        random.OneIn(10)
                            ? "!" + Token(ref random, 40)
                            : $"pbkdf2_sha256$260000${Token(ref random, 22)}${Token(ref random, 43)}="
                    );
                    if (random.OneIn(9))
                        rows.Null();
                    else
                        rows.Instant(Moments.At(0.8 + 0.2 * row / UserCount, ref random));
                    rows.Boolean(row < 3);
                    rows.Text($"{(random.OneIn(12) ? "rené.łukasz" : "staff")}+{row:000}@pid");
                    rows.Text(random.OneIn(15) ? AwkwardText.Fitting(150, ref random) : random.Of(FirstNames));
                    rows.Text(random.OneIn(15) ? AwkwardText.Fitting(150, ref random) : random.Of(LastNames));
                    rows.Text(random.OneIn(6) ? "" : $"person{row}@example.org");
                    rows.Boolean(row < 60);
                    rows.Boolean(!random.OneIn(5));
                    rows.Instant(Moments.At(0.7 * row / UserCount, ref random));
                    rows.EndRow();
                }
            }
        );

    private TableRows Pairs(string table, int number, int count, int[] owners, int[] others)
    {
        var random = new RowRandom(_seed, Table, number);
        var pairs = new HashSet<(int Owner, int Other)>();
        while (pairs.Count < count)
            pairs.Add((random.Of(owners), random.Of(others)));
        var ids = Keys.WithGaps(random, count, 12);
        var inOrder = pairs.ToList();
        return new(
            PidSchema.Get(table),
            count,
            ids[^1] + 7,
            rows =>
            {
                for (var row = 0; row < count; row++)
                {
                    rows.Number(ids[row]);
                    rows.Number(inOrder[row].Owner);
                    rows.Number(inOrder[row].Other);
                    rows.EndRow();
                }
            }
        );
    }

    private const string TokenCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static string Token(ref RowRandom random, int length)
    {
        Span<char> token = stackalloc char[length];
        foreach (ref var character in token)
            character = TokenCharacters[random.Below(TokenCharacters.Length)];
        return new(token);
    }
}
