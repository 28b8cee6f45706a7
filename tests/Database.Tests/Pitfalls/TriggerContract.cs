using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Pitfalls;

/// <summary>
/// Never a trigger unseen: each one that would fire at what we do is an error that names it, before anything is
/// written; allowed, it fires. One that doesn't fire at it is in nobody's way.
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
    public async Task A_copy_into_an_empty_table_fires_insert_triggers(string @event)
    {
        await using var pair = await MakeAsync("", @event);
        if (@event == "INSERT")
        {
            await pair.RefusesAsync("PID1215", ["'noted'", "article", "inserted"], null, "article");
            await pair.HoldsAsync("SELECT COUNT(*) FROM article;", "0");
            Assert.Contains(
                await pair.CopyAsync(
                    new CopyOptions { Allow = new AllowedChanges(["article.noted=FireTriggers"]) },
                    "article"
                ),
                f => f is { Code: "PID1215", Severity: FindingSeverity.Warning }
            );
            await pair.HoldsAsync("SELECT COUNT(*) FROM seen;", "2");
            return;
        }

        Assert.DoesNotContain(await pair.CopyAsync(null, "article"), f => f.Code == "PID1215");
        await pair.HoldsAsync("SELECT COUNT(*) FROM seen;", "0");
    }

    [Theory, InlineData("INSERT"), InlineData("UPDATE"), InlineData("DELETE")]
    public async Task A_copy_that_clears_also_fires_delete_triggers(string @event)
    {
        await using var pair = await MakeAsync("INSERT INTO article VALUES (9, 'old');", @event);
        var fires = @event == "INSERT" || ClearEvents.Contains(@event);
        if (fires)
        {
            await pair.RefusesAsync("PID1215", ["'noted'", "article"], null, "article");
            await pair.HoldsAsync("SELECT id FROM article;", "9");
        }

        await pair.CopyAsync(
            new CopyOptions { Allow = fires ? new AllowedChanges(["FireTriggers"]) : AllowedChanges.None },
            "article"
        );
        await pair.HoldsAsync(
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
    public async Task Clearing_fires_delete_triggers(string @event)
    {
        await using var pair = await MakeAsync("INSERT INTO article VALUES (9, 'old');", @event);
        if (ClearEvents.Contains(@event))
        {
            await pair.RefusesClearAsync("PID1215", "'noted'", "article", "deleted");
            await pair.HoldsAsync("SELECT id FROM article;", "9");
        }

        await pair.ClearAsync(
            ClearEvents.Contains(@event) ? new AllowedChanges(["article.noted=FireTriggers"]) : AllowedChanges.None,
            "article"
        );
        await pair.HoldsAsync("SELECT COUNT(*) FROM article;", "0");
        await pair.HoldsAsync("SELECT COUNT(*) FROM seen;", ClearEvents.Contains(@event) ? "1" : "0");
    }

    [Theory, InlineData("INSERT"), InlineData("UPDATE"), InlineData("DELETE")]
    public async Task A_sync_fires_only_the_triggers_of_what_it_does(string @event)
    {
        (string Event, string Old, string Done)[] repairs =
        [
            ("INSERT", "INSERT INTO article VALUES (2, 'two');", "inserted"),
            ("UPDATE", "INSERT INTO article VALUES (1, 'odd'), (2, 'two');", "updated"),
            ("DELETE", "INSERT INTO article VALUES (1, 'one'), (2, 'two'), (9, 'old');", "deleted"),
        ];
        foreach (var (does, old, done) in repairs)
        {
            await using var pair = await MakeAsync(old, @event);
            var before = await pair.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;");
            if (does == @event)
            {
                await pair.RefusesSyncAsync("PID1215", ["'noted'", "article", done], "article");
                Assert.Equal(before, await pair.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;"));
            }

            await ProductCompare.SyncAsync(
                pair.Session,
                new() { Allow = does == @event ? new AllowedChanges(["FireTriggers"]) : AllowedChanges.None },
                null,
                "article"
            );
            Assert.Equal(
                await pair.Source.LinesAsync("SELECT id, title FROM article ORDER BY id;"),
                await pair.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;")
            );
            await pair.HoldsAsync("SELECT COUNT(*) FROM seen;", does == @event ? "1" : "0");
        }
    }

    /// <summary>
    /// Rows that swapped a unique value can't be updated one by one; they are not deleted and inserted where a trigger
    /// would see that.
    /// </summary>
    [Theory, InlineData("INSERT"), InlineData("DELETE")]
    public async Task Swapped_values_are_not_written_around_a_trigger(string @event)
    {
        await using var pair = await MakeAsync("INSERT INTO article VALUES (1, 'two'), (2, 'one'), (3, 'x');", @event);
        await pair.Source.RunAsync("INSERT INTO article VALUES (3, 'y');");
        await pair.Target.RunAsync("CREATE UNIQUE INDEX titles ON article (title);");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
            ProductCompare.SyncAsync(pair.Session, null, null, "article")
        );
        Assert.Contains("article", refused.Message, StringComparison.Ordinal);
        await pair.HoldsAsync("SELECT COUNT(*) FROM seen;", "0");
        await pair.HoldsAsync("SELECT COUNT(*) FROM article;", "3");
        await ProductCompare.SyncAsync(
            pair.Session,
            new() { Allow = new AllowedChanges(["FireTriggers"]) },
            null,
            "article"
        );
        Assert.Equal(
            await pair.Source.LinesAsync("SELECT id, title FROM article ORDER BY id;"),
            await pair.Target.LinesAsync("SELECT id, title FROM article ORDER BY id;")
        );
    }

    private async Task<ScriptedPair> MakeAsync(string old, string @event)
    {
        var pair = await ScriptedPair.MakeAsync(Server, Table + Rows, Server, Table + old);
        await pair.Target.RunAsync(Trigger("noted", @event));
        await MakeReadyAsync(pair.Target);
        return pair;
    }
}
