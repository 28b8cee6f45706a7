using PidMigration.Database.Tests.Reading;

namespace PidMigration.Database.Tests.Schema;

/// <summary>A table of a test, in no engine's words.</summary>
public sealed record TestTable(string Name, params IReadOnlyList<TestColumn> Columns)
{
    /// <summary>The PostgreSQL schema; the other engines have none.</summary>
    public string? Schema { get; init; }

    /// <summary>The primary key; that of a column that counts need not be named.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    public IReadOnlyList<TestForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>A table with the key <c>id</c>, which counts.</summary>
    public static TestTable Counted(string name, params IReadOnlyList<TestColumn> columns) =>
        new(name, [new TestColumn("id", CellKind.Number) { Counts = true, NotNull = true }, .. columns]);

    public TestTable With(string column, Func<TestColumn, TestColumn> change) =>
        this with
        {
            Columns = [.. Columns.Select(c => c.Name == column ? change(c) : c)],
        };
}
