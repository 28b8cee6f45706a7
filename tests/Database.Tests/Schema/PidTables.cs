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

    private static Form FormOf(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Boolean => Form.Bool,
            ColumnKind.Varchar or ColumnKind.Text => Form.Text,
            ColumnKind.Instant => Form.Instant,
            _ => Form.Number,
        };
}
