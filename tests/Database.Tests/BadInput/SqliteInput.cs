using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.BadInput;

public sealed class Bad_input_to_Sqlite : BadInputContract<SqliteServer>
{
    private protected override string UnknownType => "CREATE TABLE odd (id integer PRIMARY KEY, p geometry);";

    private protected override IEnumerable<string> OtherNames(TestDatabase database)
    {
        var file = SqliteServer.FileOf(database.Name);
        yield return database.Url;
        yield return "sqlite:///" + Path.Combine(Path.GetDirectoryName(file)!, ".", "x", "..", Path.GetFileName(file));
        var link = file + ".link";
        File.CreateSymbolicLink(link, file);
        try
        {
            yield return "sqlite:///" + link;
        }
        finally
        {
            File.Delete(link);
        }

        var folder = Directory.CreateSymbolicLink(file + ".folder", Path.GetDirectoryName(file)!);
        try
        {
            yield return "sqlite:///" + Path.Combine(folder.FullName, Path.GetFileName(file));
        }
        finally
        {
            folder.Delete();
        }
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        var file = Path.Combine(Path.GetTempPath(), TestServer.NewName());
        await pair.AssertAsync("PID1108", source: "sqlite:///" + file);
        await pair.AssertAsync("PID1108", target: "sqlite:///" + file);
        Assert.False(File.Exists(file), "A file was created.");
        await File.WriteAllTextAsync(
            file,
            string.Concat(Enumerable.Repeat("This is no database. ", 100)),
            TestContext.Current.CancellationToken
        );
        try
        {
            await pair.AssertAsync("PID1109", source: "sqlite:///" + file);
            await pair.AssertAsync("PID1109", target: "sqlite:///" + file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>SQLite minds no foreign key whose table isn't there, nor does MySQL with its checks off.</summary>
    [Fact]
    public async Task A_foreign_key_to_a_missing_table_is_an_error()
    {
        var child = TestTable.Counted("child", new TestColumn("thing_id", CellKind.Number)) with
        {
            ForeignKeys = [new(["thing_id"], "thing", ["id"])],
        };
        await using var pair = await RefusalFixture.MakeAsync(Server);
        await pair.Source.RunAsync(
            Server.Define(child)
                + Server.Insert(
                    child,
                    [
                        [1, 1],
                    ]
                )
        );
        await pair.Target.RunAsync(Server.Define(child) + "DROP TABLE thing;");
        var error = await pair.AssertAsync("PID1606", models: "child");
        Assert.Contains("no such table", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_target_is_refused()
    {
        await using var pair = await RefusalFixture.MakeAsync(Server);
        await pair.AssertAsync("PID1303", target: pair.Target.Url + "?Mode=ReadOnly");
    }

    [Fact]
    public async Task A_target_file_without_write_permission_is_refused()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("The permissions of a file don't stop root, nor Windows.");
            return;
        }

        await using var pair = await RefusalFixture.MakeAsync(Server);
        var file = SqliteServer.FileOf(pair.Target.Name);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        await pair.AssertAsync("PID1303");
    }
}
