using PidMigration.Database.Tests.Reading;

namespace PidMigration.Database.Tests.Schema;

/// <summary>A column of a test's table, in no engine's words.</summary>
/// <param name="Name">Its name, however hostile.</param>
/// <param name="Kind">Its values.</param>
/// <param name="Length">The most characters of a text; 0 for any number.</param>
public sealed record TestColumn(string Name, CellKind Kind, int Length = 0)
{
    public bool NotNull { get; init; }

    /// <summary>
    /// Whether it numbers itself: AUTO_INCREMENT, AUTOINCREMENT, or an identity column that is GENERATED ALWAYS.
    /// </summary>
    public bool Counts { get; init; }

    /// <summary>An expression over columns with plain names that the server stores.</summary>
    public string? Generated { get; init; }

    public bool Unique { get; init; }
}
