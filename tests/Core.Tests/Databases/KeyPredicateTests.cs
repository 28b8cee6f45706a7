using System.Globalization;
using Microsoft.Data.Sqlite;
using PidMigration.Databases;

namespace PidMigration.Core.Tests.Databases;

public sealed class KeyPredicateTests
{
    [Theory]
    [InlineData("1 2", "a IN (1, 2)")]
    [InlineData("1", "a IN (1)")]
    [InlineData("1 NULL", "(a IN (1) OR a IS NULL)")]
    [InlineData("NULL", "a IS NULL")]
    public void One_column_is_looked_up_in_a_list(string values, string expected)
    {
        var literals = values.Split(' ').Select(v => v == "NULL" ? null : v).ToList();
        Assert.Equal(expected, KeyPredicate.AnyOf(["a"], 0, literals.Count, (row, _) => literals[row]));
    }

    [Fact]
    public void Several_columns_are_looked_up_row_by_row() =>
        Assert.Equal(
            "(a = 10 AND b = 11) OR (a = 20 AND b IS NULL)",
            KeyPredicate.AnyOf(["a", "b"], 1, 2, (row, i) => row == 2 && i == 1 ? null : $"{row * 10 + i}")
        );

    /// <summary>
    /// A copy into SQLite that skips existing rows asked for 1,000 keys of two columns at once, and failed.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Sqlite_takes_as_many_rows_as_it_is_asked_for(int columns)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        string[] names = [.. Enumerable.Range(0, columns).Select(i => $"c{i}")];
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE t ({string.Join(", ", names)})";
        command.ExecuteNonQuery();
        var picked = KeyPredicate.AnyOf(
            names,
            0,
            KeyPredicate.MaxRows(columns),
            (row, _) => row.ToString(CultureInfo.InvariantCulture)
        );
        command.CommandText = $"SELECT COUNT(*) FROM t WHERE {picked}";
        Assert.Equal(0L, command.ExecuteScalar());
    }
}
