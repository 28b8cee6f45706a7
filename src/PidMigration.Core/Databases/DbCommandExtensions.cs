using System.Data.Common;

namespace PidMigration.Databases;

/// <summary>Gives a command its statement and its values in one go.</summary>
internal static class DbCommandExtensions
{
    /// <summary>Sets the statement, and its parameters by their names; all three drivers know <c>@name</c>.</summary>
    public static void SetStatement(
        this DbCommand command,
        string sql,
        IEnumerable<(string Name, object? Value)> values
    )
    {
        command.CommandText = sql;
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }
}
