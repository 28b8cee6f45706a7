namespace PidMigration.Catalog;

/// <summary>What a user should know of a catalog as a whole: what isn't in it, and why.</summary>
/// <param name="Code">The code of the finding that it makes.</param>
/// <param name="IsWarning">Whether something may be missing that is wanted; otherwise it is only good to know.</param>
/// <param name="Message">What it is, in one line.</param>
public sealed record CatalogWarning(string Code, bool IsWarning, string Message);
