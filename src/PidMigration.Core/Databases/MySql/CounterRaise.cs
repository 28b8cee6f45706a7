using System.Globalization;
using System.Numerics;
using MySqlConnector;
using PidMigration.Catalog;

namespace PidMigration.Databases.MySql;

/// <summary>
/// A table's AUTO_INCREMENT. ALTER TABLE sets it lower, too, as long as no row stands above (tried with MySQL 9.7 and
/// MariaDB 10.11): so it is looked at and set under the table's lock, where no other session draws in between.
/// </summary>
internal static class CounterRaise
{
    // The last one of BIGINT UNSIGNED; a counter that shows it issues nothing more (error 1467).
    private static readonly BigInteger End = ulong.MaxValue;

    public static async Task<(BigInteger Old, BigInteger New)> RunAsync(
        Target target,
        Table table,
        BigInteger? last,
        CancellationToken cancellationToken
    )
    {
        var old = await LastAsync(target, table, cancellationToken).ConfigureAwait(false);
        if (last is not { } wanted || old >= wanted)
            return (old, old);
        var name = target.Dialect.Quote(table.Name);
        var locked = await TryLockAsync(target, name, cancellationToken).ConfigureAwait(false);
        try
        {
            old = await LastAsync(target, table, cancellationToken).ConfigureAwait(false);
            if (old >= wanted)
                return (old, old);
            await target
                .ExecuteAsync(
                    $"ALTER TABLE {name} AUTO_INCREMENT = {BigInteger.Min(wanted + 1, End)}",
                    cancellationToken
                )
                .ConfigureAwait(false);
            return (old, await LastAsync(target, table, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            if (locked)
                await target.ExecuteAsync("UNLOCK TABLES", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>What a counter issued last, of what information_schema has for the next one (NULL: none yet).</summary>
    public static BigInteger LastOf(object? next)
    {
        if (next is null or DBNull)
            return 0;
        var number = new BigInteger(Convert.ToDecimal(next, CultureInfo.InvariantCulture));
        return number == End ? End : BigInteger.Max(number - 1, 0);
    }

    /// <summary>The number that the counter issues next.</summary>
    public static async Task<BigInteger> NextAsync(Target target, Table table, CancellationToken cancellationToken) =>
        await ReadAsync(target, table, cancellationToken).ConfigureAwait(false) is { } next and not DBNull
            ? new BigInteger(Convert.ToDecimal(next, CultureInfo.InvariantCulture))
            : 1;

    private static async Task<BigInteger> LastAsync(Target target, Table table, CancellationToken cancellationToken) =>
        LastOf(await ReadAsync(target, table, cancellationToken).ConfigureAwait(false));

    private static Task<object?> ReadAsync(Target target, Table table, CancellationToken cancellationToken) =>
        target.ScalarAsync(
            "SELECT AUTO_INCREMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() "
                + $"AND TABLE_NAME = '{MySqlHelper.EscapeString(table.Name.Name)}'",
            cancellationToken
        );

    /// <summary>
    /// Locks the table. Without the right to it the statements follow each other as closely as they can.
    /// </summary>
    private static async Task<bool> TryLockAsync(Target target, string name, CancellationToken cancellationToken)
    {
        try
        {
            await target.ExecuteAsync($"LOCK TABLES {name} WRITE", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (MySqlException e)
            when (e.ErrorCode is MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.TableAccessDenied)
        {
            return false;
        }
    }
}
