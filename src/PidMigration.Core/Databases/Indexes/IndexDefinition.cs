using System.Text.Json;
using PidMigration.Catalog;

namespace PidMigration.Databases.Indexes;

/// <summary>
/// A secondary index or a foreign key of a table: enough to take it off and to put it back exactly as it was, in
/// another session too. Two of them are the same when their <see cref="Create"/> is.
/// </summary>
public sealed record IndexDefinition
{
    public required IndexKind Kind { get; init; }

    public required string Name { get; init; }

    public required TableName Table { get; init; }

    /// <summary>Its columns in order, empty where one is an expression or the beginning of a column.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public required string Drop { get; init; }

    /// <summary>The SQL that puts it back; several statements where one can't say all.</summary>
    public required string Create { get; init; }

    /// <summary>
    /// The part of an ALTER TABLE that takes it off together with others; null where there is no such thing.
    /// </summary>
    public string? DropClause { get; init; }

    /// <summary>
    /// The part of an ALTER TABLE that puts it back together with others; null where there is no such thing.
    /// </summary>
    public string? CreateClause { get; init; }

    /// <summary>Several as JSON, in their order.</summary>
    public static string ToJson(IReadOnlyList<IndexDefinition> definitions) =>
        JsonSerializer.Serialize(definitions, IndexDefinitionJson.Default.IReadOnlyListIndexDefinition);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static IReadOnlyList<IndexDefinition> FromJson(string json) =>
        JsonSerializer.Deserialize(json, IndexDefinitionJson.Default.IReadOnlyListIndexDefinition) ?? [];

    public override string ToString() => $"{Name} of {Table}";
}
