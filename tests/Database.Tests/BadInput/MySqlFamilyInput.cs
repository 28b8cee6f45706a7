using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.BadInput;

public abstract class MySqlFamilyInput<TServer> : ServerInputContract<TServer>
    where TServer : MySqlFamilyServer, new()
{
    private protected override ServerAddress Address => Server.Address;

    private protected override string UnknownType => "CREATE TABLE odd (id integer PRIMARY KEY, p point);";

    private protected override Task<TestUser> MakeUserAsync(params IReadOnlyList<TestDatabase> databases) =>
        MySqlUser.MakeAsync(Address, databases[0]);

    private protected override Task GrantAsync(TestDatabase database, string rights, TestUser user) =>
        MySqlUser.GrantAsync(database, rights, user);
}

public sealed class Bad_input_to_MariaDb : MySqlFamilyInput<MariaDbServer>;

public sealed class Bad_input_to_MySql : MySqlFamilyInput<MySqlServer>;
