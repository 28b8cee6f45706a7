using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>A row of django_content_type.</summary>
internal sealed record ContentType(int Id, string App, string Model, string Verbose)
{
    /// <summary>
    /// Numbered in the order in which the applications came, over ten years; the last one's model is long gone.
    /// </summary>
    public static readonly IReadOnlyList<ContentType> InSource =
    [
        new(1, "auth", "permission", "permission"),
        new(2, "auth", "group", "group"),
        new(3, "auth", "user", "user"),
        new(5, "contenttypes", "contenttype", "content type"),
        new(6, "sessions", "session", "session"),
        new(8, "admin", "logentry", "log entry"),
        new(9, "pid", "extsystem", "ext system"),
        new(10, "pid", "policy", "policy"),
        new(11, "pid", "domain", "domain"),
        new(12, "pid", "pid", "pid"),
        new(13, "pid", "target", "target"),
        new(14, "pid", "proxy", "proxy"),
        new(17, "pid", "purl", "purl"),
        new(18, "pid", "ark", "ark"),
        new(19, "pid", "purltarget", "purl target"),
        new(20, "pid", "arktarget", "ark target"),
        new(21, "pid", "collection", "collection"),
        new(24, "sequences", "sequence", "sequence"),
        new(25, "pid", "namespace", "namespace"),
        new(16, "linkcheck", "invalidlink", "invalid link"),
    ];

    /// <summary>Numbered as <c>migrate</c> numbers them in a new database.</summary>
    public static readonly IReadOnlyList<ContentType> InNewDatabase =
    [
        .. new[]
        {
            "logentry",
            "permission",
            "group",
            "user",
            "contenttype",
            "session",
            "domain",
            "extsystem",
            "pid",
            "policy",
            "proxy",
            "target",
            "ark",
            "arktarget",
            "collection",
            "namespace",
            "purl",
            "purltarget",
            "sequence",
        }.Select((model, index) => InSource.First(type => type.Model == model) with { Id = index + 1 }),
    ];

    public static TableRows Rows(IReadOnlyList<ContentType> types) =>
        new(
            PidSchema.Get("django_content_type"),
            types.Count,
            types.Max(type => type.Id),
            rows =>
            {
                foreach (var type in types)
                {
                    rows.Number(type.Id);
                    rows.Text(type.App);
                    rows.Text(type.Model);
                    rows.EndRow();
                }
            }
        );
}
