using PidMigration.Catalog;
using PidMigration.Copying;
using PidMigration.Planning;

namespace PidMigration.Cmdlets.Tests.Progress;

/// <summary>Plans and events of models without a database.</summary>
internal static class ProgressPlans
{
    public static ModelPlan Plan(string name, long rows)
    {
        var table = new Table(new TableName(null, name), []);
        var model = new PidModel
        {
            Name = name,
            Group = ModelGroup.Other,
            Definition = table,
        };
        return new ModelPlan
        {
            Model = model,
            Target = table,
            Columns = [],
            SourceRows = rows,
        };
    }

    public static CopyEvent Committed(ModelPlan plan, long rows) => new CopyEvent.Committed(plan, rows, rows, 1);

    public static CopyEvent Ended(string model) =>
        new CopyEvent.Ended(
            new PidCopyResult
            {
                Model = model,
                Table = model,
                TargetTable = model,
                Status = CopyStatus.Copied,
            },
            null
        );
}
