using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Pitfalls;

public sealed class Triggers_of_Sqlite : TriggerContract<SqliteServer>
{
    protected override IReadOnlyList<string> ClearEvents => ["DELETE"];

    // Neither the name nor the body tells what it fires at.
    protected override string Trigger(string name, string @event) =>
        $"CREATE TRIGGER IF NOT EXISTS \"{name}\" /* INSERT UPDATE DELETE ON */ AFTER {@event} ON article "
        + $"FOR EACH ROW BEGIN INSERT INTO seen VALUES ('{@event}'); DELETE FROM seen WHERE 0; UPDATE "
        + $"seen SET what = what WHERE 0; END;";
}
