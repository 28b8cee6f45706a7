using PidMigration.Conversion;

namespace PidMigration.Database.Tests.ConcurrentConversion;

/// <summary>
/// A column whose values go through at least two steps on their way, each value made of the row's key alone.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="From">The source's type.</param>
/// <param name="Value">The value of the row <c>id</c>, in the source's SQL.</param>
/// <param name="Into">The target's type.</param>
/// <param name="Arrives">The condition, in the target's SQL, that holds for the row's value.</param>
public sealed record ConvertedColumn(string Name, string From, string Value, string Into, string Arrives)
{
    /// <summary>What has to be allowed for it.</summary>
    public IReadOnlyList<AllowedChange> Allow { get; init; } = [];
}
