using System.Globalization;
using System.Numerics;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Sequences;

/// <summary>
/// The largest and smallest numbers in one side's columns, as exact whole numbers, each looked up once.
/// </summary>
internal sealed class KeyNumbers(Database database, Snapshot snapshot)
{
    private readonly Dictionary<(TableName, string, bool), BigInteger?> _known = [];

    /// <summary>
    /// The largest number of a column (the smallest, where its counter counts down); null where it holds none.
    /// </summary>
    /// <exception cref="MigrationException">PID1301: the table may not be read.</exception>
    public async Task<BigInteger?> FurthestAsync(
        Table table,
        Column column,
        bool descends,
        CancellationToken cancellationToken
    )
    {
        if (column.Kind is not (ValueKind.Integer or ValueKind.Decimal or ValueKind.Float32 or ValueKind.Float64))
            return null;
        var key = (table.Name, column.Name, descends);
        if (!_known.TryGetValue(key, out var number))
            _known.Add(key, number = await AskAsync(table, column, descends, cancellationToken).ConfigureAwait(false));
        return number;
    }

    /// <summary>A number's whole part, however the server wrote it; null for no text.</summary>
    public static BigInteger? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        return text.Contains('e', StringComparison.OrdinalIgnoreCase)
            ? new BigInteger(double.Parse(text, CultureInfo.InvariantCulture))
            : BigInteger.Parse(text.Split('.')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private Task<BigInteger?> AskAsync(
        Table table,
        Column column,
        bool descends,
        CancellationToken cancellationToken
    ) =>
        database.GuardReadAsync(
            async () =>
            {
                var sql = database.Dialect.FurthestNumber(table.Name, column, descends);
                var rows = await snapshot.QueryAsync(sql, cancellationToken).ConfigureAwait(false);
                return rows.Count == 0 ? null : Parse(rows[0][0]);
            },
            $"the table {table.Name}",
            (why, inner) => Errors.CounterFailed($"{table.Name}.{column.Name}", why, inner)
        );
}
