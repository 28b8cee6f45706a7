using Microsoft.Data.Sqlite;
using PidDatabase;

[assembly: AssemblyFixture(typeof(PidMigration.Cmdlets.Tests.Hosting.Pairs))]

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>
/// A PID database as an SQLite file, which nobody writes to, and targets beside it, one for each test.
/// </summary>
public sealed class Pairs : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pidmigration-cmdlets-").FullName;
    private int _made;

    /// <summary>The source's file.</summary>
    public string SourceFile => Path.Combine(_folder, "source.db");

    /// <summary>The source's address.</summary>
    public string Source => "sqlite:///" + SourceFile;

    public async ValueTask InitializeAsync()
    {
        // 1,086 pids, 1,109 targets, 1,753 log entries; the small tables are whole.
        var options = new PidDatabaseOptions { Scale = 0.002 };
        await PidDatabaseGenerator.CreateAsync(Source, options, CancellationToken.None);
        await PidDatabaseGenerator.CreateAsync(
            "sqlite:///" + EmptyFile,
            options with
            {
                Empty = true,
            },
            CancellationToken.None
        );
        SqliteConnection.ClearAllPools();
    }

    /// <summary>
    /// A target of one's own, named target.db: what Django's migrate makes, or filled with the source's rows.
    /// </summary>
    public Pair Make(bool filled = false)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{Interlocked.Increment(ref _made)}")).FullName;
        var file = Path.Combine(folder, "target.db");
        File.Copy(filled ? SourceFile : EmptyFile, file);
        return new Pair(Source, file);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string EmptyFile => Path.Combine(_folder, "empty.db");
}
