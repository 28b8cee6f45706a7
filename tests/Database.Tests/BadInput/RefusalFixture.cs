using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.BadInput;

/// <summary>A source and a target that would fit each other, and what becomes of a copy that isn't to happen.</summary>
internal sealed class RefusalFixture(TestDatabase source, TestDatabase target) : IAsyncDisposable
{
    public static readonly TestTable Thing = TestTable.Counted("thing", new TestColumn("name", CellKind.Text, 20));

    public TestDatabase Source { get; } = source;

    public TestDatabase Target { get; } = target;

    /// <summary>Two databases with a table of three and two rows.</summary>
    /// <param name="server">The server of both.</param>
    /// <param name="theirs">The target's table, where it differs.</param>
    /// <param name="ours">The source's table, where it differs.</param>
    public static async Task<RefusalFixture> MakeAsync(
        TestServer server,
        TestTable? theirs = null,
        TestTable? ours = null
    )
    {
        server.Need();
        var pair = new RefusalFixture(
            await server.CreateAsync(ours ?? Thing),
            await server.CreateAsync(theirs ?? Thing)
        );
        await pair.Source.RunAsync("INSERT INTO thing (name) VALUES ('a'), ('b'), ('c');");
        if (theirs is null or { Name: "thing" })
            await pair.Target.RunAsync("INSERT INTO thing (name) VALUES ('x'), ('y');");
        return pair;
    }

    /// <summary>
    /// A copy ends with that code, in one line without a password, and with nothing changed on either side.
    /// </summary>
    public async Task<MigrationException> AssertAsync(
        string code,
        string? source = null,
        string? target = null,
        CopyOptions? options = null,
        params IReadOnlyList<string> models
    )
    {
        var before = (await Rows(Source), await Rows(Target));
        var error = await Assert.ThrowsAsync<MigrationException>(async () =>
            await ProductCopy.CopyAsync(
                new MigrationSession(
                    AddressParser.Parse(source ?? Source.Url),
                    AddressParser.Parse(target ?? Target.Url)
                ),
                options ?? new CopyOptions(),
                models,
                null
            )
        );
        if (error.Code != code)
            Assert.Fail($"{code} was expected, not {error.Code}: {error.Message}\n{error}");
        Assert.DoesNotContain('\n', error.Message);
        foreach (var url in (string?[])[source, target, Source.Url, Target.Url])
            if (url is not null && url.Contains('@', StringComparison.Ordinal))
                Assert.DoesNotContain(new Uri(url).UserInfo.Split(':')[1], error.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await Rows(Source), await Rows(Target)));
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Target.DisposeAsync();
    }

    private static async Task<string> Rows(TestDatabase database)
    {
        try
        {
            return string.Join(",", await database.LinesAsync("SELECT name FROM thing ORDER BY id;"));
        }
        catch (InvalidOperationException)
        {
            return "(no such table)";
        }
    }
}
