using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>Django 3.2's tables in PostgreSQL.</summary>
internal sealed class PostgreSqlDdl : IDdl
{
    private const int LongestName = 63;

    public string Create(Table table) =>
        $"CREATE TABLE \"{table.Name}\" ({string.Join(", ", table.Columns.Select(Define))})";

    public IEnumerable<string> Index(Table table)
    {
        var name = table.Name;
        // The names that PostgreSQL itself gives to what Django writes inline: table_pkey and table_column_key.
        yield return $"ALTER TABLE \"{name}\" ADD PRIMARY KEY (\"{table.Columns[0].Name}\")";
        foreach (var column in table.Columns.Where(column => column.Unique))
            yield return $"ALTER TABLE \"{name}\" ADD UNIQUE (\"{column.Name}\")";
        foreach (var columns in table.UniqueTogether)
            yield return $"ALTER TABLE \"{name}\" ADD CONSTRAINT \"{Name(table, columns, "_uniq")}\" UNIQUE "
                + $"({List(columns)})";
        foreach (var column in table.Columns.Where(column => column.Unique || column.TextKey))
            yield return $"CREATE INDEX \"{Name(table, [column.Name], "_like")}\" ON \"{name}\" (\"{column.Name}\" "
                + $"varchar_pattern_ops)";
        foreach (var column in table.Columns.Where(column => column.Indexed || column.References is not null))
            yield return $"CREATE INDEX \"{Name(table, [column.Name], "")}\" ON \"{name}\" (\"{column.Name}\")";
        foreach (var columns in table.IndexTogether)
            yield return $"CREATE INDEX \"{Name(table, columns, "_idx")}\" ON \"{name}\" ({List(columns)})";
    }

    public IEnumerable<string> Relate(Table table) =>
        from column in table.Columns
        where column.References is not null
        select $"ALTER TABLE \"{table.Name}\" ADD CONSTRAINT "
            + $"\"{DjangoName.OfForeignKey(table.Name, column, LongestName)}\" "
            + $"FOREIGN KEY (\"{column.Name}\") REFERENCES \"{column.References}\" (\"id\") DEFERRABLE "
            + $"INITIALLY DEFERRED";

    private static string Define(Column column)
    {
        var type = column.Kind switch
        {
            ColumnKind.AutoKey => "serial",
            ColumnKind.Number or ColumnKind.PositiveInteger => "integer",
            ColumnKind.PositiveSmall => "smallint",
            ColumnKind.PositiveBig => "bigint",
            ColumnKind.Boolean => "boolean",
            ColumnKind.Varchar => $"varchar({column.Length})",
            ColumnKind.Text => "text",
            ColumnKind.Instant => "timestamp with time zone",
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, null),
        };
        var check = column.Kind is ColumnKind.PositiveInteger or ColumnKind.PositiveSmall or ColumnKind.PositiveBig
            ? $" CHECK (\"{column.Name}\" >= 0)"
            : "";
        return $"\"{column.Name}\" {type}{(column.Nullable ? " NULL" : " NOT NULL")}{check}";
    }

    private static string Name(Table table, IReadOnlyList<string> columns, string suffix) =>
        DjangoName.Of(table.Name, columns, suffix, LongestName);

    private static string List(IEnumerable<string> columns) =>
        string.Join(", ", columns.Select(column => $"\"{column}\""));
}
