using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

public sealed class ReferenceQueriesTests
{
    private const string Family =
        "CREATE TABLE parent (a integer, b integer, PRIMARY KEY (a, b)); INSERT INTO parent VALUES (1, 1), (2, 2); "
        + "CREATE TABLE child (id integer PRIMARY KEY, a integer, b integer, "
        + "FOREIGN KEY (a, b) REFERENCES parent (a, b)); "
        + "INSERT INTO child VALUES (1, 1, 1), (2, 1, 2), (3, 1, 2), (4, 7, 7), (5, NULL, 9), (6, NULL, NULL)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 3, "1, 2;7, 7")]
    [InlineData("id < 3 OR id = 6", 1, "1, 2")]
    [InlineData("id = 1", 0, "")]
    public async Task Orphans_are_counted_and_named(string? where, long rows, string keys)
    {
        await using var file = await SqliteFile.CreateAsync(Family, Token);
        var child = await file.ReadTableAsync("child", Token);
        await using var target = await file.Database.OpenTargetAsync(Token);
        var found = await new ReferenceQueries(target).FindOrphansAsync(child, child.ForeignKeys[0], where, Token);
        Assert.Equal((rows, keys), (found.Rows, string.Join(';', found.Keys)));
    }

    [Fact]
    public async Task A_row_with_a_NULL_in_its_key_refers_to_nothing()
    {
        await using var file = await SqliteFile.CreateAsync(Family, Token);
        var child = await file.ReadTableAsync("child", Token);
        await using var target = await file.Database.OpenTargetAsync(Token);
        Assert.Equal(4, await new ReferenceQueries(target).CountReferringAsync(child, child.ForeignKeys, Token));
    }
}
