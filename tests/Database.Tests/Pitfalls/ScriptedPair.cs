using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.BadInput;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>A source and a target made by scripts, and what the module says of them and does with them.</summary>
internal sealed class ScriptedPair(TestDatabase source, TestDatabase target) : IAsyncDisposable
{
    public TestDatabase Source { get; } = source;

    public TestDatabase Target { get; } = target;

    /// <summary>The addresses to go by, instead of the administrators'.</summary>
    public MigrationSession Session { get; set; } = ProductCopy.Between(source, target);

    public static async Task<ScriptedPair> MakeAsync(TestServer from, string source, TestServer into, string target)
    {
        from.Need();
        into.Need();
        var pair = new ScriptedPair(await from.CreateAsync(), await into.CreateAsync());
        await pair.Source.RunAsync(source);
        await pair.Target.RunAsync(target);
        return pair;
    }

    /// <summary>Goes by other users from now on.</summary>
    public void By(string? source = null, string? target = null) =>
        Session = new MigrationSession(
            AddressParser.Parse(source ?? Source.Url),
            AddressParser.Parse(target ?? Target.Url)
        );

    /// <summary>A PostgreSQL user who isn't the owner, with some rights on the tables of both databases.</summary>
    public async Task<TestUser> MakeUserAsync(string rights = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE")
    {
        var address = new PostgreSqlServer().Address with { User = TestServer.NewName(), Password = "Sesame/ö@:?#%" };
        await Source.RunAsync($"CREATE ROLE {address.User} LOGIN PASSWORD '{address.Password}';");
        foreach (var database in (TestDatabase[])[Source, Target])
            await database.RunAsync(
                $"GRANT USAGE, CREATE ON SCHEMA public TO {address.User};"
                    + (rights.Length == 0 ? "" : $"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {address.User};")
            );
        return new TestUser(
            address,
            async () =>
            {
                foreach (var database in (TestDatabase[])[Source, Target])
                    await database.RunAsync($"DROP OWNED BY {address.User} CASCADE;");
                await Source.RunAsync($"DROP ROLE {address.User};");
            }
        );
    }

    /// <summary>Copies, and has to succeed. Returns what the user is told beforehand.</summary>
    public async Task<IReadOnlyList<PidFinding>> CopyAsync(
        CopyOptions? options = null,
        params IReadOnlyList<string> models
    )
    {
        IReadOnlyList<PidFinding> findings;
        await using (
            var run = await Session.PrepareCopyAsync(
                models,
                options ?? new CopyOptions(),
                TestContext.Current.CancellationToken
            )
        )
            findings = run.Findings;
        (await ProductCopy.CopyAsync(Session, options ?? new CopyOptions(), models, null)).AssertAllCopied();
        return findings;
    }

    /// <summary>
    /// A copy is refused, by an error that names all that it is about, and Compare-PidSchema says the same. Nothing is
    /// written.
    /// </summary>
    public async Task RefusesAsync(
        string code,
        string[] names,
        CopyOptions? options = null,
        params IReadOnlyList<string> models
    )
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            ProductCopy.CopyAsync(Session, options ?? new CopyOptions(), models, null)
        );
        AssertNames(code, names, refused.Code, refused.Message);
        var found = (await FindAsync(options, models)).Where(f => f.Severity == FindingSeverity.Error).ToList();
        Assert.Contains(found, f => f.Code == code);
        foreach (var name in names)
            Assert.Contains(found, f => f.Message.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>What Compare-PidSchema finds.</summary>
    public async Task<IReadOnlyList<PidFinding>> FindAsync(
        CopyOptions? options = null,
        params IReadOnlyList<string> models
    )
    {
        var found = new List<PidFinding>();
        await foreach (
            var finding in Session.CompareSchemaAsync(
                models,
                options ?? new CopyOptions(),
                TestContext.Current.CancellationToken
            )
        )
            found.Add(finding);
        return found;
    }

    /// <summary>A repair of one model is refused, and its error names all that it is about.</summary>
    public async Task RefusesSyncAsync(string code, string[] names, params IReadOnlyList<string> models)
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            ProductCompare.SyncAsync(Session, null, null, models)
        );
        AssertNames(code, names, refused.Code, refused.Message);
    }

    /// <summary>Clearing all models is refused.</summary>
    public async Task RefusesClearAsync(string code, params string[] names)
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() => ClearAsync(AllowedChanges.None));
        AssertNames(code, names, refused.Code, refused.Message);
    }

    public async Task ClearAsync(AllowedChanges allow, params IReadOnlyList<string> models)
    {
        await using var run = await Session.PrepareClearAsync(models, TestContext.Current.CancellationToken);
        await run.RunAsync(run.Plans, false, allow, TestContext.Current.CancellationToken);
    }

    /// <summary>Holds what the target's own client prints.</summary>
    public async Task HoldsAsync(string sql, params string[] lines) =>
        Assert.Equal(lines, await Target.LinesAsync(sql));

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Target.DisposeAsync();
    }

    private static void AssertNames(string code, string[] names, string theirs, string message)
    {
        Assert.True(code == theirs, $"{theirs} instead of {code}: {message}");
        foreach (var name in names)
            Assert.Contains(name, message, StringComparison.Ordinal);
    }
}
