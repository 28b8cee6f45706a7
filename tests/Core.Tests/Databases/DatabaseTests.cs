using System.Data.Common;
using Microsoft.Data.Sqlite;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Databases;

/// <summary>What a driver throws leaves a database as an error of the catalog.</summary>
public sealed class DatabaseTests
{
    private const int Full = 13;
    private const int ReadOnly = 8;
    private const int Auth = 23;
    private const int Io = 10;
    private const int Constraint = 19;

    private static readonly Database Database = new(AddressParser.Parse("sqlite:////tmp/a.sqlite3"));

    [Theory]
    [InlineData(Auth, "PID1301", "PID1302")]
    [InlineData(ReadOnly, "PID1606", "PID1303")]
    [InlineData(Full, "PID1606", "PID1609")]
    [InlineData(Io, "PID1106", "PID1106")]
    [InlineData(Constraint, "PID1606", "PID1606")]
    public async Task An_exception_becomes_the_error_of_its_cause(int code, string whenRead, string whenWritten)
    {
        var thrown = new SqliteException("no", code);
        var read = await Assert.ThrowsAsync<MigrationException>(() => ReadAsync(thrown));
        var written = await Assert.ThrowsAsync<MigrationException>(() => WriteAsync(thrown));
        Assert.Equal((whenRead, whenWritten), (read.Code, written.Code));
        Assert.Equal((thrown, thrown), (read.InnerException, written.InnerException));
    }

    [Fact]
    public async Task An_error_of_the_catalog_leaves_as_it_is()
    {
        var known = Errors.SameDatabase("x");
        Assert.Same(known, await Assert.ThrowsAsync<MigrationException>(() => ReadAsync(known)));
        Assert.Same(known, await Assert.ThrowsAsync<MigrationException>(() => WriteAsync(known)));
        Assert.Same(known, Database.TranslateRead(known, "x", Otherwise));
    }

    [Fact]
    public async Task A_cancellation_is_no_error()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => ReadAsync(new OperationCanceledException()));
        await Assert.ThrowsAsync<OperationCanceledException>(() => WriteAsync(new OperationCanceledException()));
    }

    [Fact]
    public async Task The_file_that_a_session_reads_cannot_be_written()
    {
        var token = TestContext.Current.CancellationToken;
        await using var file = await SqliteFile.CreateAsync("CREATE TABLE t (id integer)", token);
        await using var snapshot = await file.Database.OpenSnapshotAsync(token);
        var error = await Assert.ThrowsAnyAsync<DbException>(() =>
            snapshot.ScalarAsync("INSERT INTO t VALUES (1)", token)
        );
        Assert.Equal(FailureCause.ReadOnly, file.Database.Classify(error));
    }

    private static MigrationException Otherwise(string why, Exception inner) => Errors.CountFailed("m", why, inner);

    private static Task<int> ReadAsync(Exception thrown) =>
        Database.GuardReadAsync(() => Task.FromException<int>(thrown), "x", Otherwise);

    private static Task WriteAsync(Exception thrown) =>
        Database.GuardWriteAsync(() => Task.FromException(thrown), "x", Otherwise);
}
