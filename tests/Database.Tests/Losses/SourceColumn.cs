namespace PidMigration.Database.Tests.Losses;

/// <summary>A column of a source, and values in it.</summary>
/// <param name="Type">Its type, as the source declares it.</param>
/// <param name="Literals">The values, as the source's client writes them.</param>
public sealed record SourceColumn(string Type, IReadOnlyList<string> Literals);
