using PidMigration.Catalog;
using PidMigration.Databases.Sqlite;

namespace PidMigration.Core.Tests.Databases.Sqlite;

public sealed class TriggerTextTests
{
    private const TriggerEvents Any = TriggerEvents.Insert | TriggerEvents.Update | TriggerEvents.Delete;

    [Theory]
    [InlineData("CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END", TriggerEvents.Insert)]
    [InlineData("create trigger \"after delete\" before update of v on t begin select 1; end", TriggerEvents.Update)]
    [InlineData("CREATE TRIGGER [x]DELETE ON t BEGIN SELECT 1; END", Any)]
    [InlineData("CREATE TRIGGER main.a DELETE ON t BEGIN SELECT 1; END", TriggerEvents.Delete)]
    [InlineData("CREATE TRIGGER a/* BEFORE DELETE */ AFTER INSERT ON t BEGIN SELECT 1; END", TriggerEvents.Insert)]
    [InlineData("CREATE TRIGGER t1--AFTER DELETE\nafter update of v on a begin select 1; end", TriggerEvents.Update)]
    [InlineData("CREATE/**/TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; END", Any)]
    public void A_trigger_fires_at_the_events_in_its_text_or_may_fire_at_any(string sql, TriggerEvents events) =>
        Assert.Equal(events, TriggerText.Read("a", sql).Events);
}
