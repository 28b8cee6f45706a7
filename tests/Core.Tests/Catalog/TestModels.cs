using PidMigration.Catalog;

namespace PidMigration.Core.Tests.Catalog;

internal static class TestModels
{
    public static PidModel Of(string name, ModelGroup group, params string[] parents) =>
        new()
        {
            Name = name,
            Group = group,
            Definition = new Table(new TableName(null, name), [new Column("id", "int", ValueKind.Integer)])
            {
                PrimaryKey = ["id"],
                ForeignKeys =
                [
                    .. parents.Select(p => new ForeignKey("", [p + "_id"], new TableName(null, p), ["id"], false)),
                ],
            },
        };
}
