using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;

namespace PidMigration.Planning;

/// <summary>What a copy does with one model. Pure data: it can be printed and tested without a server.</summary>
public sealed record ModelPlan
{
    public required PidModel Model { get; init; }

    public required Table Target { get; init; }

    /// <summary>The columns that are copied, in the order of a batch's fields.</summary>
    public required IReadOnlyList<ColumnMapping> Columns { get; init; }

    /// <summary>The condition that the copied rows fulfil, in the source's SQL; null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>
    /// The condition of the rows after those that an earlier attempt committed, in the source's SQL; null from the
    /// start.
    /// </summary>
    public string? AfterKey { get; init; }

    public string? ReadWhere => SqlCondition.And(Where, AfterKey);

    /// <summary>Whether rows whose keys the target has are left out, rather than the target cleared.</summary>
    public bool SkipExisting { get; init; }

    /// <summary>
    /// Whether all rows have to go in one transaction: they refer to each other, and the target checks that at the
    /// commit.
    /// </summary>
    public bool SingleTransaction { get; init; }

    public long SourceRows { get; init; }

    /// <summary>The rows that the target holds now.</summary>
    public long TargetRows { get; init; }

    /// <summary>The positions of the key's fields in a row; empty for a table without a key.</summary>
    public IReadOnlyList<int> KeyFields =>
        [.. Model.PrimaryKey.Select(k => Columns.ToList().FindIndex(c => c.Source.Name == k)).Where(i => i >= 0)];

    /// <summary>
    /// The columns and their types on both sides, as a text: two plans with the same one move the same fields.
    /// </summary>
    public string SchemaSignature =>
        string.Join(
            "; ",
            [
                .. Columns.Select(c => $"{c.Source.Name}: {c.Source.NativeType} → {c.Target.NativeType}"),
                $"key {string.Join(", ", Model.PrimaryKey)}",
            ]
        );

    /// <summary>A converter of this model's rows; each worker needs one of its own.</summary>
    internal RowConverter NewConverter() => new(Model.Name, Model.Table, Columns, KeyFields);

    public ReadPlan ToReadPlan() =>
        new(
            Model.Definition,
            [.. Columns.Select(c => c.Source)],
            [.. KeyFields.Select(f => Columns[f].Source)],
            ReadWhere
        );

    public LoadPlan ToLoadPlan() => new(Model.Name, Target, [.. Columns.Select(c => c.Target)], KeyFields);
}
