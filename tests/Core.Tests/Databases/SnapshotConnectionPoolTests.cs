using Microsoft.Data.Sqlite;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

public sealed class SnapshotConnectionPoolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_waits_until_a_connection_is_released()
    {
        await using var pool = new FixedConnectionPool(Open(), Open());
        var one = await pool.TakeAsync(Token);
        var two = await pool.TakeAsync(Token);
        Assert.Null(pool.TryTake());
        var waiting = pool.TakeAsync(Token);
        Assert.False(waiting.IsCompleted, "A connection was handed out although all are in use.");
        two.Release(true);
        two.Release(true);
        Assert.Same(two.Connection, (await waiting).Connection);
        Assert.Null(pool.TryTake());
        one.Release(true);
        Assert.Same(one.Connection, pool.TryTake()!.Connection);
    }

    [Fact]
    public async Task A_broken_connection_leaves_the_pool_unless_it_is_the_last_one()
    {
        await using var pool = new FixedConnectionPool(Open(), Open());
        var one = await pool.TakeAsync(Token);
        one.Release(false);
        Assert.Equal(1, pool.Size);
        var two = await pool.TakeAsync(Token);
        Assert.NotSame(one.Connection, two.Connection);
        two.Release(false);
        Assert.Equal(1, pool.Size);
        Assert.Same(two.Connection, (await pool.TakeAsync(Token)).Connection);
    }

    [Fact]
    public async Task Take_opens_a_connection_only_when_none_is_idle()
    {
        var opened = 0;
        await using var pool = new GrowingConnectionPool(() =>
        {
            opened++;
            return Open();
        });
        var one = await pool.TakeAsync(Token);
        var two = await pool.TakeAsync(Token);
        one.Release(true);
        Assert.Same(one.Connection, (await pool.TakeAsync(Token)).Connection);
        two.Release(false);
        await pool.TakeAsync(Token);
        Assert.Equal(3, opened);
    }

    [Fact]
    public async Task Disposing_the_pool_fails_waiting_callers()
    {
        var pool = new FixedConnectionPool(Open());
        var one = await pool.TakeAsync(Token);
        var waiting = pool.TakeAsync(Token);
        await pool.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10), Token));
        Assert.False(one.IsOpen, "The connection is still open.");
        one.Release(true);
        await Assert.ThrowsAsync<IOException>(() => pool.TakeAsync(Token).WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }
}
