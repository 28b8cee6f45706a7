using System.Data.Common;
using System.Globalization;
using System.Text;

namespace PidMigration.Databases;

/// <summary>Small results as text: for counts, keys and names, not for rows that move.</summary>
internal static class TextQuery
{
    /// <summary>The rows of a query, each field as text; NULL as an empty one.</summary>
    public static Task<IReadOnlyList<string[]>> ReadAsync(
        DbConnection connection,
        string sql,
        CancellationToken cancellationToken
    ) => BlockingCommand.RunAsync(connection, sql, Read, cancellationToken);

    private static IReadOnlyList<string[]> Read(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader, i))]);
        return rows;
    }

    private static string Text(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? ""
        : reader.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes)
        : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "";
}
