using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Copying;

/// <summary>Plans of small tables: a key <c>id</c>, and for each parent a column that refers to it.</summary>
internal static class TestPlans
{
    public static ModelPlan Of(string name, long rows = 0, params IEnumerable<string> parents)
    {
        string[] columns = ["id", .. parents.Select(ColumnTo)];
        var table = new Table(
            new TableName(null, name),
            [.. columns.Select(c => new Column(c, "int", ValueKind.Integer))]
        )
        {
            PrimaryKey = ["id"],
            ForeignKeys =
            [
                .. parents.Select(p => new ForeignKey(KeyTo(p), [ColumnTo(p)], new TableName(null, p), ["id"], false)),
            ],
        };
        return new ModelPlan
        {
            Model = new PidModel
            {
                Name = name,
                Group = ModelGroup.Pid,
                Definition = table,
            },
            Target = table,
            Columns =
            [
                .. table.Columns.Select(c => new ColumnMapping(
                    c,
                    c,
                    new ConversionRule(c.Kind, c.Kind, Exactness.Exact),
                    []
                )),
            ],
            SourceRows = rows,
        };
    }

    /// <summary>The name of the foreign key to a parent.</summary>
    public static string KeyTo(string parent) => $"fk_{parent}";

    private static string ColumnTo(string parent) => $"{parent}_id";
}
