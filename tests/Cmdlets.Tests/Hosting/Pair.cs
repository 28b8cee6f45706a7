using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>A source and a target, both files.</summary>
/// <remarks>
/// <see cref="Sql"/> is for before and after a command, never beside one: the module has an SQLite of its own, and two
/// of those in one process take away each other's locks (sqlite.org, "How To Corrupt An SQLite Database File", 2.2.1).
/// </remarks>
public sealed record Pair(string Source, string TargetFile)
{
    /// <summary>The target's address.</summary>
    public string Target => "sqlite:///" + TargetFile;

    /// <summary>Both addresses as parameters.</summary>
    public string Both => $"-Source '{Source}' -Target '{Target}'";

    /// <summary>Runs SQL in the target; the first column of each row as text.</summary>
    public IReadOnlyList<string> Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={TargetFile};Pooling=False;Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }

    /// <summary>How many rows a table of the target holds.</summary>
    public long Rows(string table) =>
        long.Parse(Assert.Single(Sql($"SELECT count(*) FROM \"{table}\"")), CultureInfo.InvariantCulture);

    /// <summary>All that the target holds, as a text to compare.</summary>
    public string Content()
    {
        var text = new StringBuilder();
        foreach (var table in Sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"))
            text.AppendLine(table).AppendJoin('\n', Lines(table)).AppendLine();
        return text.ToString();
    }

    /// <summary>A table's rows.</summary>
    public IReadOnlyList<string> Lines(string table)
    {
        var columns = string.Join(
            " || '|' || ",
            Sql($"SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')")
        );
        return Sql($"SELECT {columns} FROM \"{table}\" ORDER BY 1");
    }

    /// <summary>Whether the target holds a ledger.</summary>
    public bool HasLedger => Sql("SELECT 1 FROM sqlite_master WHERE name = 'pidmigration_ledger'").Count > 0;
}
