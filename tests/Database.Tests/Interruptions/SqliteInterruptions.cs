using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PidMigration.Database.Tests.Servers;
using SQLitePCL;

namespace PidMigration.Database.Tests.Interruptions;

public sealed class Interruptions_on_Sqlite : InterruptionContract<SqliteServer>
{
    private protected override string ShortLockTimeout => "";

    /// <summary>
    /// Between two batches the file is free for a moment only: whoever wants it has to look all the time, which a
    /// client process can't.
    /// </summary>
    private protected override Task InterfereAsync(TestDatabase target, string sql) =>
        Task.Run(() =>
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = SqliteServer.FileOf(target.Name),
                    Pooling = false,
                }.ConnectionString
            );
            connection.Open();
            var clock = Stopwatch.StartNew();
            while (raw.sqlite3_exec(connection.Handle, sql) is var code && code != raw.SQLITE_OK)
                if (code != raw.SQLITE_BUSY || clock.Elapsed > TimeSpan.FromMinutes(1))
                    throw new InvalidOperationException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string());
        });
}
