using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Unseen;

/// <summary>
/// Never a trigger unseen: each one that would fire at what we do is an error that names it, before anything is written; allowed, it fires.
/// One that doesn't fire at it is in nobody's way.
/// </summary>
public abstract class TriggerContract<TServer>
    where TServer : TestServer, new()
{
    private const string Table =
        "CREATE TABLE article (id int PRIMARY KEY, title varchar(40)); CREATE TABLE seen (what varchar(40));";
    private const string Rows = "INSERT INTO article VALUES (1, 'one'), (2, 'two');";

    protected TServer Server { get; } = new();

    /// <summary>The events that fire when the target's tables are cleared.</summary>
    protected abstract IReadOnlyList<string> ClearEvents { get; }

    /// <summary>SQL that makes a trigger which notes that it fired.</summary>
    protected abstract string Trigger(string name, string @event);

    /// <summary>What has to be done for triggers to fire in our session at all.</summary>
    protected virtual Task MakeReadyAsync(TestDatabase target) => Task.CompletedTask;

    [Theory, InlineData("INSERT"), InlineData("UPDATE"), InlineData("DELETE")]
    public async Task A_copy_into_an_empty_table_fires_at_inserts(string @event)
    {
        await using var scene = await MakeAsync("", @event);
        if (@event == "INSERT")
        {
            await scene.RefusesAsync("PID1215", ["'noted'", "article", "inserted"], null, "article");
            await scene.HoldsAsync("SELECT COUNT(*) FROM article;", "0");
            Assert.Contains(
                await scene.CopyAsync(
                    new CopyOptions { Allow = new AllowedChanges(["article.noted=FireTriggers"]) },
                    "article"
                ),
                f => f is { Code: "PID1215", Severity: FindingSeverity.Warning }
            );
            await scene.HoldsAsync("SELECT COUNT(*) FROM seen;", "2");
            return;
        }

        Assert.DoesNotContain(await scene.CopyAsync(null, "article"), f => f.Code == "PID1215");
        await scene.HoldsAsync("SELECT COUNT(*) FROM seen;", "0");
    }

    [Theory, InlineData("INSERT"), InlineData("UPDATE"), InlineData("DELETE")]
    public async Task A_copy_that_clears_fires_at_deletes_too(string @event)
    {
        await using var scene = await MakeAsync("INSERT INTO article VALUES (9, 'old');", @event);
        var fires = @event == "INSERT" || ClearEvents.Contains(@event);
        if (fires)
        {
            await scene.RefusesAsync("PID1215", ["'noted'", "article"], null, "article");
            await scene.HoldsAsync("SELECT id FROM article;", "9");
        }

        await scene.CopyAsync(
            new CopyOptions { Allow = fires ? new AllowedChanges(["FireTriggers"]) : AllowedChanges.None },
            "article"
        );
        await scene.HoldsAsync(
            "SELECT COUNT(*) FROM seen;",
            @event switch
            {
                "INSERT" => "2",
                _ when fires => "1",
                _ => "0",
            }
        );
    }

    [Theory, InlineData("INSERT"), InlineData("UPDATE"), InlineData("DELETE")]
    public async Task Clearing_fires_at_deletes(string @event)
    {
        await using var scene = await MakeAsync("INSERT INTO article VALUES (9, 'old');", @event);
        if (ClearEvents.Contains(@event))
        {
            await scene.RefusesClearAsync("PID1215", "'noted'", "article", "deleted");
            await scene.HoldsAsync("SELECT id FROM article;", "9");
        }

        await scene.ClearAsync(
            ClearEvents.Contains(@event) ? new AllowedChanges(["article.noted=FireTriggers"]) : AllowedChanges.None,
            "article"
        );
        await scene.HoldsAsync("SELECT COUNT(*) FROM article;", "0");
        await scene.HoldsAsync("SELECT COUNT(*) FROM seen;", ClearEvents.Contains(@event) ? "1" : "0");
    }

    [Theory, InlineData("INSERT"), InlineData("UPDATE"), InlineData("DELETE")]
    public async Task A_repair_fires_at_what_it_does_and_at_nothing_else(string @event)
    {
        (string Event, string Old, string Done)[] repairs =
        [
            ("INSERT", "INSERT INTO article VALUES (2, 'two');", "inserted"),
            ("UPDATE", "INSERT INTO article VALUES (1, 'odd'), (2, 'two');", "updated"),
            ("DELETE", "INSERT INTO article VALUES (1, 'one'), (2, 'two'), (9, 'old');", "deleted"),
        ];
        foreach (var (does, old, done) in repairs)
        {
            await using var scene = await MakeAsync(old, @event);
            var before = await scene.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;");
            if (does == @event)
            {
                await scene.RefusesSyncAsync("PID1215", ["'noted'", "article", done], "article");
                Assert.Equal(before, await scene.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;"));
            }

            await ProductCompare.SyncAsync(
                scene.Session,
                new() { Allow = does == @event ? new AllowedChanges(["FireTriggers"]) : AllowedChanges.None },
                null,
                "article"
            );
            Assert.Equal(
                await scene.Source.LinesAsync("SELECT id, title FROM article ORDER BY id;"),
                await scene.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;")
            );
            await scene.HoldsAsync("SELECT COUNT(*) FROM seen;", does == @event ? "1" : "0");
        }
    }

    /// <summary>Rows that swapped a unique value can't be updated one by one; they are not deleted and inserted where a trigger would see that.</summary>
    [Theory, InlineData("INSERT"), InlineData("DELETE")]
    public async Task A_swap_is_not_made_behind_a_triggers_back(string @event)
    {
        await using var scene = await MakeAsync("INSERT INTO article VALUES (1, 'two'), (2, 'one'), (3, 'x');", @event);
        await scene.Source.RunAsync("INSERT INTO article VALUES (3, 'y');");
        await scene.Target.RunAsync("CREATE UNIQUE INDEX titles ON article (title);");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            ProductCompare.SyncAsync(scene.Session, null, null, "article")
        );
        Assert.Contains("article", refused.Message, StringComparison.Ordinal);
        await scene.HoldsAsync("SELECT COUNT(*) FROM seen;", "0");
        await scene.HoldsAsync("SELECT COUNT(*) FROM article;", "3");
        await ProductCompare.SyncAsync(
            scene.Session,
            new() { Allow = new AllowedChanges(["FireTriggers"]) },
            null,
            "article"
        );
        Assert.Equal(
            await scene.Source.LinesAsync("SELECT id, title FROM article ORDER BY id;"),
            await scene.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;")
        );
    }

    private async Task<Scene> MakeAsync(string old, string @event)
    {
        var scene = await Scene.MakeAsync(Server, Table + Rows, Server, Table + old);
        await scene.Target.RunAsync(Trigger("noted", @event));
        await MakeReadyAsync(scene.Target);
        return scene;
    }
}

public abstract class MySqlTriggers<TServer> : TriggerContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    /// <summary>TRUNCATE fires nothing.</summary>
    protected override IReadOnlyList<string> ClearEvents => [];

    protected override string Trigger(string name, string @event) =>
        $"CREATE TRIGGER {name} AFTER {@event} ON article FOR EACH ROW INSERT INTO seen VALUES ('{@event}');";

    [Fact]
    public async Task Without_the_right_to_truncate_deletes_fire()
    {
        await using var scene = await Scene.MakeAsync(
            Server,
            "CREATE TABLE article (id int PRIMARY KEY);",
            Server,
            "CREATE TABLE article (id int PRIMARY KEY); CREATE TABLE seen (what varchar(40)); INSERT INTO article VALUES (9);"
        );
        await scene.Target.RunAsync(Trigger("noted", "DELETE"));
        await using var user = await BadInput.MySqlUser.MakeAsync(Server.Address, scene.Target);
        await BadInput.MySqlUser.GrantAsync(scene.Target, "SELECT, INSERT, UPDATE, DELETE, TRIGGER", user);
        scene.By(target: user.Address.UrlOf(scene.Target.Name));
        await scene.RefusesClearAsync("PID1215", "'noted'");
        await scene.HoldsAsync("SELECT id FROM article;", "9");
        // Without the right to see triggers it is said that there may be some.
        await scene.Target.RunAsync($"REVOKE TRIGGER ON {Server.Quote(scene.Target.Name)}.* FROM {user.Address.User};");
        Assert.Contains(
            await scene.FindAsync(null, "article"),
            f => f is { Code: "PID1229", Severity: FindingSeverity.Warning }
        );
    }
}

public sealed class Triggers_of_MariaDb : MySqlTriggers<MariaDbServer>;

public sealed class Triggers_of_MySql : MySqlTriggers<MySqlServer>;

public sealed class Triggers_of_Sqlite : TriggerContract<SqliteServer>
{
    protected override IReadOnlyList<string> ClearEvents => ["DELETE"];

    // Neither the name nor the body tells what it fires at.
    protected override string Trigger(string name, string @event) =>
        $"CREATE TRIGGER IF NOT EXISTS \"{name}\" /* INSERT UPDATE DELETE ON */ AFTER {@event} ON article FOR EACH ROW BEGIN INSERT INTO seen VALUES ('{@event}'); DELETE FROM seen WHERE 0; UPDATE seen SET what = what WHERE 0; END;";
}

public abstract class PostgreSqlTriggers : TriggerContract<PostgreSqlServer>
{
    protected override IReadOnlyList<string> ClearEvents => [];

    protected override string Trigger(string name, string @event) =>
        $"CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES (TG_OP); RETURN NULL; END $$; CREATE TRIGGER {name} AFTER {@event} ON article FOR EACH ROW EXECUTE FUNCTION note(); ";
}

/// <summary>In our session, which takes the replica role, just those fire that are enabled for it.</summary>
public sealed class Triggers_of_PostgreSql_that_always_fire : PostgreSqlTriggers
{
    protected override Task MakeReadyAsync(TestDatabase target) =>
        target.RunAsync("ALTER TABLE article ENABLE ALWAYS TRIGGER noted;");
}

public sealed class Triggers_of_PostgreSql_in_the_replica_role : PostgreSqlTriggers
{
    protected override Task MakeReadyAsync(TestDatabase target) =>
        target.RunAsync("ALTER TABLE article ENABLE REPLICA TRIGGER noted;");
}
