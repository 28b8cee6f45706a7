using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>Django 3.2's tables in SQLite.</summary>
internal sealed class SqliteDdl : IDdl
{
    // Django cuts names at 200 characters where the engine has no limit.
    private const int LongestName = 200;

    public string Create(Table table) =>
        $"CREATE TABLE \"{table.Name}\" ({string.Join(", ", table.SqliteColumns.Select(Define))})";

    public IEnumerable<string> Index(Table table)
    {
        foreach (var columns in table.UniqueTogether)
            yield return $"CREATE UNIQUE INDEX \"{Name(table, columns, "_uniq")}\" ON \"{table.Name}\" "
                + $"({List(columns)})";
        foreach (var column in table.Columns.Where(column => column.Indexed || column.References is not null))
            yield return $"CREATE INDEX \"{Name(table, [column.Name], "")}\" ON \"{table.Name}\" (\"{column.Name}\")";
        foreach (var columns in table.IndexTogether)
            yield return $"CREATE INDEX \"{Name(table, columns, "_idx")}\" ON \"{table.Name}\" ({List(columns)})";
    }

    public IEnumerable<string> Relate(Table table) => [];

    private static string Define(Column column)
    {
        var type = column.Kind switch
        {
            ColumnKind.AutoKey or ColumnKind.Number => "integer",
            ColumnKind.PositiveInteger => "integer unsigned",
            ColumnKind.PositiveSmall => "smallint unsigned",
            ColumnKind.PositiveBig => "bigint unsigned",
            ColumnKind.Boolean => "bool",
            ColumnKind.Varchar => $"varchar({column.Length})",
            ColumnKind.Text => "text",
            ColumnKind.Instant => "datetime",
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, null),
        };
        var key = column switch
        {
            { Kind: ColumnKind.AutoKey } => " PRIMARY KEY AUTOINCREMENT",
            { TextKey: true } => " PRIMARY KEY",
            { Unique: true } => " UNIQUE",
            { Kind: ColumnKind.PositiveInteger or ColumnKind.PositiveSmall or ColumnKind.PositiveBig } =>
                $" CHECK (\"{column.Name}\" >= 0)",
            { References: not null } => $" REFERENCES \"{column.References}\" (\"id\") DEFERRABLE INITIALLY DEFERRED",
            _ => "",
        };
        return $"\"{column.Name}\" {type}{(column.Nullable ? " NULL" : " NOT NULL")}{key}";
    }

    private static string Name(Table table, IReadOnlyList<string> columns, string suffix) =>
        DjangoName.Of(table.Name, columns, suffix, LongestName);

    private static string List(IEnumerable<string> columns) =>
        string.Join(", ", columns.Select(column => $"\"{column}\""));
}
