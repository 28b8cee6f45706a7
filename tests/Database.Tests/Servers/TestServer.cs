using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Schema;

namespace PidMigration.Database.Tests.Servers;

/// <summary>
/// A database server of the tests. Everything it does goes through the server's own client, nothing through the product
/// or a driver.
/// </summary>
public abstract class TestServer
{
    private static int _made;

    public abstract string Name { get; }

    /// <summary>Why it can't be used; null when it can.</summary>
    public abstract string? Missing { get; }

    /// <summary>Whether CI does without it.</summary>
    public virtual bool IsOptional => false;

    /// <summary>Whether REAL is all there is, and a number in it has 15 exact digits.</summary>
    public virtual bool HasOnlyDoubles => false;

    /// <summary>Whether a float of −0 stays one.</summary>
    public virtual bool HasNegativeZero => false;

    public override string ToString() => Name;

    /// <summary>Ends the test where the server is missing: as a failure in CI, as a loud skip elsewhere.</summary>
    public void Need()
    {
        if (Missing is null)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true" && !IsOptional)
            Assert.Fail($"{Name} is missing: {Missing}");
        Assert.Skip($"{Name} is missing: {Missing}");
    }

    /// <summary>A database of its own, empty; disposing it drops it.</summary>
    public async Task<TestDatabase> CreateAsync(params TestTable[] tables)
    {
        var database = new TestDatabase(this, NewName());
        await CreateDatabaseAsync(database.Name);
        if (tables.Length > 0)
            await database.RunAsync(
                string.Join(
                    "\n",
                    tables.Select(Define).Concat(tables.SelectMany(t => t.ForeignKeys.Select(k => AddForeignKey(t, k))))
                )
            );
        return database;
    }

    public static string NewName() => $"pidtest_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}";

    public abstract Task CreateDatabaseAsync(string name);

    public abstract Task DropDatabaseAsync(string name);

    /// <summary>The database's address as a user writes it, the administrator's way.</summary>
    public abstract string UrlOf(string database);

    /// <summary>Runs SQL in a database and returns what the client prints.</summary>
    public abstract Task<string> RunAsync(string database, string sql);

    public abstract string Quote(string identifier);

    public virtual string Quote(TestTable table) => Quote(table.Name);

    /// <summary>SQL for the text of a value in hexadecimal digits; NULL for NULL.</summary>
    public abstract string Cell(string expression, CellKind form);

    /// <summary>SQL that puts texts together.</summary>
    public virtual string Join(IEnumerable<string> expressions) => $"CONCAT({string.Join(", ", expressions)})";

    public abstract string Literal(object? value, CellKind form);

    /// <summary>The table's DDL, without foreign keys where those can be added later.</summary>
    public abstract string Define(TestTable table);

    public virtual string Insert(TestTable table, IReadOnlyList<object?[]> rows)
    {
        var columns = table.Columns.Where(c => c.Generated is null).ToList();
        return $"INSERT INTO {Quote(table)} ({string.Join(", ", columns.Select(c => Quote(c.Name)))}) "
            + $"{Overriding(table)}VALUES\n"
            + string.Join(
                ",\n",
                rows.Select(r => "(" + string.Join(", ", columns.Select((c, i) => Literal(r[i], c.Kind))) + ")")
            )
            + ";\n";
    }

    protected virtual string Overriding(TestTable table) => "";

    /// <summary>Switches foreign keys off for the statements behind it.</summary>
    public abstract string WithoutForeignKeys(string sql);

    /// <summary>SQL for the last number that a table's counter has issued.</summary>
    public abstract string LastIssued(TestTable table, string column);

    /// <summary>SQL that sets a table's counter.</summary>
    public abstract string SetIssued(TestTable table, string column, long last);

    /// <summary>Adds a foreign key to a table that exists; empty where it had to be made with the table.</summary>
    public virtual string AddForeignKey(TestTable table, TestForeignKey key) =>
        $"ALTER TABLE {Quote(table)} ADD FOREIGN KEY ({List(key.Columns)}) REFERENCES "
        + $"{Quote(table with { Name = key.Table })} ({List(key.References)});";

    protected string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    protected static string Hex(string text) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text));
}
