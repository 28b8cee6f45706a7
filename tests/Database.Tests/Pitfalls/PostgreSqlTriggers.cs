using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Pitfalls;

public abstract class PostgreSqlTriggers : TriggerContract<PostgreSqlServer>
{
    protected override IReadOnlyList<string> ClearEvents => [];

    protected override string Trigger(string name, string @event) =>
        $"CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO seen VALUES "
        + $"(TG_OP); RETURN NULL; END $$; CREATE TRIGGER {name} AFTER {@event} ON article FOR EACH ROW "
        + $"EXECUTE FUNCTION note(); ";
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
