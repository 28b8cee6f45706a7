using PidMigration.Catalog;

namespace PidMigration.Sequences;

/// <summary>
/// Which sequence of one database is another one's of the same name: what the application calls by its name in both.
/// </summary>
internal static class Namesakes
{
    /// <summary>
    /// The one of the same schema and name; else those of that name in any schema, else those that differ in case
    /// alone. More than one: none of them is meant for certain.
    /// </summary>
    public static IReadOnlyList<Sequence> Find(Sequence sequence, IReadOnlyList<Sequence> others)
    {
        if (others.FirstOrDefault(o => o.Name == sequence.Name) is { } same)
            return [same];
        IReadOnlyList<Sequence> bare = [.. others.Where(o => o.Name.Name == sequence.Name.Name)];
        return bare.Count > 0
            ? bare
            :
            [
                .. others.Where(o =>
                    string.Equals(o.Name.Name, sequence.Name.Name, StringComparison.OrdinalIgnoreCase)
                ),
            ];
    }

    /// <summary>
    /// The sequences of <paramref name="others"/> whose namesake <paramref name="sequence"/> is, without doubt.
    /// </summary>
    public static IEnumerable<Sequence> WithNamesake(
        Sequence sequence,
        IReadOnlyList<Sequence> own,
        IReadOnlyList<Sequence> others
    ) => others.Where(o => Find(o, own) is [var only] && only.Name == sequence.Name);
}
