using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>Django 3.2's tables in MySQL and MariaDB.</summary>
internal sealed class MySqlDdl : IDdl
{
    private const int LongestName = 64;

    public string Create(Table table) =>
        $"CREATE TABLE `{table.Name}` ({string.Join(", ", table.Columns.Select(Define))})";

    public IEnumerable<string> Index(Table table)
    {
        var parts = table
            .UniqueTogether.Select(columns =>
                $"ADD CONSTRAINT `{Name(table, columns, "_uniq")}` UNIQUE ({List(columns)})"
            )
            .Concat(
                table
                    .Columns.Where(column => column.Indexed)
                    .Select(column => $"ADD INDEX `{Name(table, [column.Name], "")}` (`{column.Name}`)")
            )
            .Concat(
                table.IndexTogether.Select(columns => $"ADD INDEX `{Name(table, columns, "_idx")}` ({List(columns)})")
            )
            .ToList();
        if (parts.Count > 0)
            yield return $"ALTER TABLE `{table.Name}` {string.Join(", ", parts)}";
    }

    public IEnumerable<string> Relate(Table table)
    {
        // No CREATE INDEX: InnoDB gives each foreign key one under the constraint's name, unless another index serves
        // it.
        var parts = table
            .Columns.Where(column => column.References is not null)
            .Select(column =>
                $"ADD CONSTRAINT `{DjangoName.OfForeignKey(table.Name, column, LongestName)}` "
                + $"FOREIGN KEY (`{column.Name}`) REFERENCES `{column.References}` (`id`)"
            )
            .ToList();
        if (parts.Count > 0)
            yield return $"ALTER TABLE `{table.Name}` {string.Join(", ", parts)}";
    }

    private static string Define(Column column)
    {
        var type = column.Kind switch
        {
            ColumnKind.AutoKey => "integer AUTO_INCREMENT",
            ColumnKind.Number => "integer",
            ColumnKind.PositiveInteger => "integer UNSIGNED",
            ColumnKind.PositiveSmall => "smallint UNSIGNED",
            ColumnKind.PositiveBig => "bigint UNSIGNED",
            ColumnKind.Boolean => "bool",
            ColumnKind.Varchar => $"varchar({column.Length})",
            ColumnKind.Text => "longtext",
            ColumnKind.Instant => "datetime(6)",
            _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, null),
        };
        var check = column.Kind is ColumnKind.PositiveInteger or ColumnKind.PositiveSmall or ColumnKind.PositiveBig
            ? $" CHECK (`{column.Name}` >= 0)"
            : "";
        var key =
            column.IsKey ? " PRIMARY KEY"
            : column.Unique ? " UNIQUE"
            : "";
        return $"`{column.Name}` {type}{(column.Nullable ? " NULL" : " NOT NULL")}{key}{check}";
    }

    private static string Name(Table table, IReadOnlyList<string> columns, string suffix) =>
        DjangoName.Of(table.Name, columns, suffix, LongestName);

    private static string List(IEnumerable<string> columns) =>
        string.Join(", ", columns.Select(column => $"`{column}`"));
}
