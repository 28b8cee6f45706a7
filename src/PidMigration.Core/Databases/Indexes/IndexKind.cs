namespace PidMigration.Databases.Indexes;

/// <summary>What sort of thing a <see cref="IndexDefinition"/> defines.</summary>
public enum IndexKind
{
    /// <summary>An index that lets values repeat.</summary>
    Index,

    /// <summary>A unique index, or a unique constraint with its index.</summary>
    UniqueIndex,

    /// <summary>A foreign key.</summary>
    ForeignKey,
}
