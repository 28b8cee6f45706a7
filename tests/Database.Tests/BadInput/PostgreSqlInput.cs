using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;
using PidMigration.Databases;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.BadInput;

public sealed class Bad_input_to_PostgreSql : ServerInputContract<PostgreSqlServer>
{
    private protected override ServerAddress Address => Server.Address;

    private protected override string UnknownType => "CREATE TABLE odd (id integer PRIMARY KEY, p point);";

    [Fact]
    public async Task A_read_only_target_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        await pair.Source.RunAsync(
            $"ALTER DATABASE {Server.Quote(pair.Target.Name)} SET default_transaction_read_only = on;"
        );
        await pair.AssertAsync("PID1303");
    }

    [Fact]
    public async Task A_user_without_replication_rights_copies_what_constraints_allow()
    {
        var parent = TestTable.Counted("parent", new TestColumn("name", CellKind.Text));
        var child = TestTable.Counted("child", new TestColumn("parent_id", CellKind.Number)) with
        {
            ForeignKeys = [new(["parent_id"], "parent", ["id"])],
        };
        var tree = TestTable.Counted("tree", new TestColumn("up", CellKind.Number)) with
        {
            ForeignKeys = [new(["up"], "tree", ["id"])],
        };
        Server.Need();
        await using var source = await Server.CreateAsync(parent, child, tree);
        await using var target = await Server.CreateAsync(parent, child, tree);
        await source.FillAsync(parent, [1, "a"], [2, "b"]);
        await source.FillAsync(child, [1, 2], [2, 1]);
        await source.RunAsync(
            Server.WithoutForeignKeys(
                Server.Insert(
                    tree,
                    [
                        [1, 2],
                        [2, null],
                    ]
                )
            )
        );
        await using var user = await MakeUserAsync(source, target);
        await GrantAsync(target, "SELECT, INSERT, DELETE", user);
        var session = new MigrationSession(source.Address, AddressParser.Parse(user.Address.UrlOf(target.Name)));
        await LedgerTable.MakeAsync(session, target, ["parent"]);
        await GrantAsync(target, "SELECT, INSERT, UPDATE, DELETE", user);

        (await ProductCopy.CopyAsync(session, new(), ["parent", "child"], null)).AssertAllCopied();
        Dump.AssertEqual(await source.DumpAsync(parent, child), await target.DumpAsync(parent, child));
        var error = await Assert.ThrowsAsync<Failures.MigrationException>(async () =>
            await ProductCopy.CopyAsync(session, new(), ["tree"], null)
        );
        Assert.Equal("PID1304", error.Code);
    }

    [Fact]
    public async Task A_user_without_replication_rights_syncs_row_by_row()
    {
        var (values, rows) = HostileSchema.Values(Server, Server);
        var child = TestTable.Counted("child", new TestColumn("value_id", CellKind.Number)) with
        {
            ForeignKeys = [new(["value_id"], "every_value", ["id"])],
        };
        Server.Need();
        await using var source = await Server.CreateAsync(values, child);
        await using var target = await Server.CreateAsync(values, child);
        await source.FillAsync(values, rows);
        await source.FillAsync(child, [1, 1], [2, 2]);
        // Every row but two has another one's values; one is missing and one extra.
        await target.FillAsync(
            values,
            [
                .. rows.Select((r, i) => (object?[])[r[0], .. rows[i < 2 ? i : (i + 1) % rows.Length][1..]]).Skip(1),
                [9000, .. rows[0][1..]],
            ]
        );
        await target.FillAsync(child, [2, 3]);
        await using var user = await MakeUserAsync(source, target);
        await GrantAsync(target, "SELECT, INSERT, UPDATE, DELETE", user);

        var session = new MigrationSession(source.Address, AddressParser.Parse(user.Address.UrlOf(target.Name)));
        var results = await ProductCompare.SyncAsync(session);
        Assert.Equal(
            (1L, (long)rows.Length - 2, 1L),
            (results["every_value"].Inserted, results["every_value"].Updated, results["every_value"].Deleted)
        );
        Assert.Equal((1L, 1L), (results["child"].Inserted, results["child"].Updated));
        Dump.AssertEqual(await source.DumpAsync(values, child), await target.DumpAsync(values, child));
        Assert.Empty(await ProductCompare.FindAsync(source, target));
    }

    private protected override async Task<TestUser> MakeUserAsync(params IReadOnlyList<TestDatabase> databases)
    {
        var address = Address with { User = TestServer.NewName(), Password = OtherPassword };
        await databases[0].RunAsync($"CREATE ROLE {address.User} LOGIN PASSWORD '{address.Password}';");
        return new TestUser(
            address,
            async () =>
            {
                foreach (var database in databases)
                    await database.RunAsync($"DROP OWNED BY {address.User};");
                await databases[0].RunAsync($"DROP ROLE {address.User};");
            }
        );
    }

    private protected override async Task GrantAsync(TestDatabase database, string rights, TestUser user) =>
        await database.RunAsync($"GRANT {rights} ON ALL TABLES IN SCHEMA public TO {user.Address.User};");
}
