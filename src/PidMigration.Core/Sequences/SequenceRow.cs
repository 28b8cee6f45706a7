using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;

namespace PidMigration.Sequences;

/// <summary>The rows of <c>sequences_sequence</c> (django-sequences): the last number issued under a name.</summary>
internal static class SequenceRow
{
    public const string TableName = "sequences_sequence";

    /// <summary>The name under which identifiers are minted.</summary>
    public const string NoidName = "pid_noid";

    /// <summary>Raises a row, makes it where there is none, never lowers it.</summary>
    public static async Task<(BigInteger Old, BigInteger New)> RaiseAsync(
        Target target,
        Table table,
        string name,
        BigInteger last,
        CancellationToken cancellationToken
    )
    {
        var dialect = target.Dialect;
        var (key, value) = (table.FindColumn("name")!, table.FindColumn("last")!);
        var (rows, column) = (dialect.Quote(table.Name), dialect.Quote(value.Name));
        var literal = dialect.Literal(key, System.Text.Encoding.UTF8.GetBytes(name));
        var where = $"WHERE {dialect.Quote(key.Name)} = {literal}";
        var read = $"SELECT {column} FROM {rows} {where}";
        var old = await target.ScalarAsync(read, cancellationToken).ConfigureAwait(false);
        // The condition on the old value makes it safe against an application that mints at the same time.
        if (old is null or DBNull)
            await target
                .ExecuteAsync(
                    $"INSERT INTO {rows} ({dialect.Quote(key.Name)}, {column}) VALUES ({literal}, {last})",
                    cancellationToken
                )
                .ConfigureAwait(false);
        else
            await target
                .ExecuteAsync($"UPDATE {rows} SET {column} = {last} {where} AND {column} < {last}", cancellationToken)
                .ConfigureAwait(false);
        var now = Number(await target.ScalarAsync(read, cancellationToken).ConfigureAwait(false));
        return (old is null or DBNull ? 0 : Number(old), now);
    }

    private static BigInteger Number(object? value) => new(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
}
