using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.BadInput;

/// <summary>Users of MariaDB and MySQL.</summary>
internal static class MySqlUser
{
    public static async Task<TestUser> MakeAsync(ServerAddress server, TestDatabase database)
    {
        var address = server with { User = TestServer.NewName(), Password = "Sesame/ö@:?#%" };
        await database.RunAsync($"CREATE USER {address.User} IDENTIFIED BY '{address.Password}';");
        return new TestUser(address, () => database.RunAsync($"DROP USER {address.User};"));
    }

    public static Task GrantAsync(TestDatabase database, string rights, TestUser user) =>
        database.RunAsync($"GRANT {rights} ON {database.Server.Quote(database.Name)}.* TO {user.Address.User};");
}
