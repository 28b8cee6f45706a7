using PidDatabase.Schema;
using PidMigration.Database.Tests.Reading;

namespace PidMigration.Database.Tests.Schema;

/// <summary>The PID database's tables, for reading.</summary>
internal static class PidTables
{
    public static IReadOnlyList<TestTable> All { get; } =
    [
        .. PidSchema.Tables.Select(t => new TestTable(
            t.Name,
            [.. t.Columns.Select(c => new TestColumn(c.Name, FormOf(c.Kind)))]
        )),
    ];

    public static TestTable Get(string name) => All.First(t => t.Name == name);

    private static CellKind FormOf(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Boolean => CellKind.Bool,
            ColumnKind.Varchar or ColumnKind.Text => CellKind.Text,
            ColumnKind.Instant => CellKind.Instant,
            _ => CellKind.Number,
        };
}
