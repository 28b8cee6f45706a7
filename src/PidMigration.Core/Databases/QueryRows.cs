using System.Data.Common;
using System.Globalization;
using System.Text;

namespace PidMigration.Databases;

/// <summary>Small results as text: for counts, keys and names, not for rows that move.</summary>
internal static class QueryRows
{
    /// <summary>The rows of a query, each field as text; NULL as an empty one.</summary>
    public static async Task<IReadOnlyList<string[]>> ReadAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader, i))]);
        return rows;
    }

    private static string Text(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? "" : reader.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "";
}
