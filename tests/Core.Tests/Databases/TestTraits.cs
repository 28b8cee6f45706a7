using PidMigration.Catalog;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

/// <summary>What the families of servers can hold, as their drivers declare it.</summary>
internal static class TestTraits
{
    public static EngineTraits PostgreSql { get; } = Of(DatabaseEngine.PostgreSql);

    public static EngineTraits MySql { get; } = Of(DatabaseEngine.MySql);

    public static EngineTraits Of(DatabaseEngine engine) => DatabaseDrivers.All.Single(d => d.Engine == engine).Traits;
}
