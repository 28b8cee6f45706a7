namespace PidMigration.Planning;

/// <summary>One question to the data of a source.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Code">The code of the finding that a yes makes.</param>
/// <param name="Rule">The rule in a word.</param>
/// <param name="Predicate">The condition, in the source's SQL, that is true for the values in question.</param>
/// <param name="Problem">What is the matter with them, to follow "3 values …".</param>
/// <param name="Remedy">What can be done.</param>
public sealed record DataCheck(
    string Column,
    string Code,
    string Rule,
    string Predicate,
    string Problem,
    string Remedy
);
