using PidMigration.Catalog;

namespace PidMigration.Comparing;

/// <summary>One column of the key on one side.</summary>
/// <param name="Field">The position of its field in a row.</param>
/// <param name="Column">The column.</param>
/// <param name="Order">The order in which both sides read it.</param>
internal readonly record struct KeyColumn(int Field, Column Column, KeyOrder Order);
