using PidMigration.Catalog;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

/// <summary>A SQLite file of one test, opened through the driver: the only database that needs no server.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pidmigration-").FullName;

    private SqliteFile(string name)
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(Path, []);
        Database = new Database(AddressParser.Parse($"Data Source={Path}"));
    }

    public string Path { get; }

    public Database Database { get; }

    public static async Task<SqliteFile> CreateAsync(string sql, CancellationToken cancellationToken)
    {
        var file = new SqliteFile("test.sqlite3");
        await using var target = await file.Database.OpenTargetAsync(cancellationToken);
        await target.ExecuteAsync(sql, cancellationToken);
        return file;
    }

    public async Task<Table> ReadTableAsync(string name, CancellationToken cancellationToken) =>
        (await Database.ReadCatalogAsync(cancellationToken)).Tables.Single(t => t.Name.Name == name);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, true);
        return ValueTask.CompletedTask;
    }
}
