using System.Text.Json.Serialization;

namespace PidMigration.Databases.Indexes;

/// <summary>How definitions are written down; made by the compiler, so nothing is looked up at run time.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(IReadOnlyList<IndexDefinition>))]
internal sealed partial class IndexDefinitionJson : JsonSerializerContext;
