using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>A row of auth_permission.</summary>
internal sealed record Permission(int Id, string Name, int ContentTypeId, string CodeName)
{
    private static readonly string[] Own = ["mint", "transfer"];
    private static readonly string[] Original = ["add", "change", "delete"];
    private static readonly string[] Left = ["add", "delete"];

    /// <summary>80 permissions; those to view came with Django 2.1, so their keys come last.</summary>
    public static IReadOnlyList<Permission> InSource()
    {
        var permissions = new List<Permission>();
        var id = 0;
        foreach (var type in ContentType.InSource.Where(type => type.App != "linkcheck"))
        {
            foreach (var action in Original)
                permissions.Add(Standard(++id, action, type));
            if (type is { App: "pid", Model: "pid" })
                foreach (var action in Own)
                    permissions.Add(Standard(++id, action, type));
            // Where a model was dropped, its permissions went with it.
            id += type.Model is "proxy" or "sequence" ? 3 : 0;
        }
        foreach (var type in ContentType.InSource.Where(type => type.App == "linkcheck"))
        foreach (var action in Left)
            permissions.Add(Standard(++id, action, type));
        foreach (var type in ContentType.InSource.Where(type => type.App != "linkcheck"))
            permissions.Add(Standard(++id, "view", type));
        return permissions;
    }

    /// <summary>78 permissions, as <c>migrate</c> numbers them in a new database.</summary>
    public static IReadOnlyList<Permission> InNewDatabase()
    {
        var permissions = new List<Permission>();
        foreach (var type in ContentType.InNewDatabase)
        {
            string[] actions = ["add", "change", "delete", "view", .. type is { App: "pid", Model: "pid" } ? Own : []];
            foreach (var action in actions)
                permissions.Add(Standard(permissions.Count + 1, action, type));
        }
        return permissions;
    }

    public static TableRows Rows(IReadOnlyList<Permission> permissions) =>
        new(
            PidSchema.Get("auth_permission"),
            permissions.Count,
            permissions.Max(permission => permission.Id),
            rows =>
            {
                foreach (var permission in permissions)
                {
                    rows.Number(permission.Id);
                    rows.Text(permission.Name);
                    rows.Number(permission.ContentTypeId);
                    rows.Text(permission.CodeName);
                    rows.EndRow();
                }
            }
        );

    private static Permission Standard(int id, string action, ContentType type) =>
        new(id, $"Can {action} {type.Verbose}", type.Id, $"{action}_{type.Model}");
}
