using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;

namespace PidMigration.Database.Tests.Pitfalls;

public abstract class MySqlTriggers<TServer> : TriggerContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    /// <summary>TRUNCATE fires nothing.</summary>
    protected override IReadOnlyList<string> ClearEvents => [];

    protected override string Trigger(string name, string @event) =>
        $"CREATE TRIGGER {name} AFTER {@event} ON article FOR EACH ROW INSERT INTO seen VALUES ('{@event}');";

    [Fact]
    public async Task A_copy_without_the_right_to_truncate_fires_delete_triggers()
    {
        await using var pair = await ScriptedPair.MakeAsync(
            Server,
            "CREATE TABLE article (id int PRIMARY KEY);",
            Server,
            "CREATE TABLE article (id int PRIMARY KEY); CREATE TABLE seen (what varchar(40)); INSERT INTO "
                + "article VALUES (9);"
        );
        await pair.Target.RunAsync(Trigger("noted", "DELETE"));
        await using var user = await BadInput.MySqlUser.MakeAsync(Server.Address, pair.Target);
        await BadInput.MySqlUser.GrantAsync(pair.Target, "SELECT, INSERT, UPDATE, DELETE, TRIGGER", user);
        pair.By(target: user.Address.UrlOf(pair.Target.Name));
        await pair.RefusesClearAsync("PID1215", "'noted'");
        await pair.HoldsAsync("SELECT id FROM article;", "9");
        // Without the right to see triggers it is said that there may be some.
        await pair.Target.RunAsync($"REVOKE TRIGGER ON {Server.Quote(pair.Target.Name)}.* FROM {user.Address.User};");
        Assert.Contains(
            await pair.FindAsync(null, "article"),
            f => f is { Code: "PID1229", Severity: FindingSeverity.Warning }
        );
    }
}

public sealed class Triggers_of_MariaDb : MySqlTriggers<MariaDbServer>;

public sealed class Triggers_of_MySql : MySqlTriggers<MySqlServer>;
