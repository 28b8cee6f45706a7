using PidMigration.Catalog;
using PidMigration.Databases;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Conversion;

/// <summary>All that decides how values go from one column into another, apart from the values.</summary>
internal sealed record ConversionContext
{
    public ConversionContext(Column column, Column to, EngineTraits source, EngineTraits target)
    {
        ArgumentNullException.ThrowIfNull(column);
        (To, Source, Target) = (to, source, target);
        From = source.EnforcesDeclarations
            ? column
            : column with
            {
                MaxLength = null,
                MaxBytes = null,
                Precision = null,
                Scale = null,
                Unsigned = false,
            };
    }

    /// <summary>The source's column, without what it declares but its server doesn't enforce.</summary>
    public Column From { get; }

    public Column To { get; }

    public EngineTraits Source { get; }

    public EngineTraits Target { get; }

    /// <summary>The changes of this column's values that the user allowed.</summary>
    public IReadOnlyList<AllowedChange> Allowed { get; init; } = [];

    /// <summary>Whether the source's values are characters.</summary>
    public bool IsText => From.Kind is Text or FixedText or Json or EnumLabel or EnumSet;

    /// <summary>Whether the source's values are days or times.</summary>
    public bool IsDateTime => From.Kind is Date or Time or Timestamp or Instant;

    /// <summary>Whether the source's values have a day.</summary>
    public bool IsDate => From.Kind is Date or Timestamp or Instant;
}
