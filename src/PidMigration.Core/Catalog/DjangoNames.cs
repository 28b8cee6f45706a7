using System.Globalization;

namespace PidMigration.Catalog;

/// <summary>
/// The names that Django gives to models. A database only keeps them in lower case (<c>django_content_type.model</c>),
/// so the spelling of those with an inner capital, and the tables that aren't called <c>app_model</c>, stand here.
/// Source: <c>Meta.db_table</c> in django/contrib, and the PID Manager's models.
/// </summary>
internal static class DjangoNames
{
    private static readonly Dictionary<string, string> ContribTables = new(StringComparer.OrdinalIgnoreCase)
    {
        ["django_content_type"] = "contenttypes.ContentType",
        ["django_admin_log"] = "admin.LogEntry",
        ["django_session"] = "sessions.Session",
        ["django_site"] = "sites.Site",
        ["django_flatpage"] = "flatpages.FlatPage",
        ["django_redirect"] = "redirects.Redirect",
        ["sequences_sequence"] = "sequences.Sequence",
    };

    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["contenttype"] = "ContentType",
        ["logentry"] = "LogEntry",
        ["extsystem"] = "ExtSystem",
        ["flatpage"] = "FlatPage",
    };

    /// <summary>Tables that are the application's bookkeeping rather than its data.</summary>
    public static readonly HashSet<string> InternalTables = new(StringComparer.OrdinalIgnoreCase)
    {
        "django_migrations",
        "django_session",
        "sequences_sequence",
    };

    private static readonly Dictionary<string, ModelGroup> AppGroups = new(StringComparer.OrdinalIgnoreCase)
    {
        ["contenttypes"] = ModelGroup.Auth,
        ["auth"] = ModelGroup.Auth,
        ["pid"] = ModelGroup.Pid,
        ["admin"] = ModelGroup.Log,
    };

    /// <summary>
    /// Each table's model name, for the tables that Django's content types (or its contrib apps) account for.
    /// </summary>
    public static Dictionary<string, string> ByTable(IEnumerable<(string App, string Model)> contentTypes)
    {
        var names = new Dictionary<string, string>(ContribTables, StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(ContribTables.Values, StringComparer.OrdinalIgnoreCase);
        foreach (var (app, model) in contentTypes)
        {
            var name = $"{app}.{Spell(model)}";
            if (!taken.Contains(name))
                names[$"{app}_{model}"] = name;
        }

        return names;
    }

    /// <summary>The part of the database that a model of that name belongs to.</summary>
    public static ModelGroup GroupOf(string modelName)
    {
        var dot = modelName.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && AppGroups.TryGetValue(modelName[..dot], out var group) ? group : ModelGroup.Other;
    }

    private static string Spell(string model) =>
        Spellings.TryGetValue(model, out var known) ? known
        : model.Length == 0 ? model
        : char.ToUpper(model[0], CultureInfo.InvariantCulture) + model[1..];
}
