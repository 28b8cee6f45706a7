namespace PidMigration.Databases;

/// <summary>What sort of thing a <see cref="Definition"/> defines.</summary>
public enum DefinitionKind
{
    /// <summary>An index that lets values repeat.</summary>
    Index,

    /// <summary>A unique index, or a unique constraint with its index.</summary>
    UniqueIndex,

    /// <summary>A foreign key.</summary>
    ForeignKey,
}
