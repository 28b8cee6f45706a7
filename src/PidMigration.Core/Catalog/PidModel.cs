namespace PidMigration.Catalog;

/// <summary>
/// A model of the source: a table, under the name its application gives it, with all that a copy has to know.
/// </summary>
public sealed record PidModel
{
    /// <summary>
    /// The model's name, such as <c>pid.Pid</c> or <c>auth.Group.permissions</c>; the table's where Django has none.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The table as the source declares it.</summary>
    public required Table Definition { get; init; }

    /// <summary>The part of the database it belongs to.</summary>
    public required ModelGroup Group { get; init; }

    /// <summary>The name of the model whose many-to-many field this table stores; null for other models.</summary>
    public string? Owner { get; init; }

    /// <summary>The names of the through tables that are copied with this model.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>
    /// Whether it is the application's own bookkeeping (migrations, sessions, sequences), left out unless asked for.
    /// </summary>
    public bool Internal { get; init; }

    /// <summary>The table's name in the source.</summary>
    public string Table => Definition.Name.ToString();

    /// <summary>The columns, in the declared order.</summary>
    public IReadOnlyList<Column> Columns => Definition.Columns;

    /// <summary>The names of the primary key's columns.</summary>
    public IReadOnlyList<string> PrimaryKey => Definition.PrimaryKey;

    public IReadOnlyList<ForeignKey> ForeignKeys => Definition.ForeignKeys;

    /// <summary>What issues the keys, with the last one issued.</summary>
    public IReadOnlyList<KeyCounter> Counters => Definition.Counters;

    /// <summary>The server's own estimate of the number of rows; null if it has none.</summary>
    public long? RowEstimate => Definition.RowEstimate;

    public override string ToString() => Name;
}
