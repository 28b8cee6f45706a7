using static PidDatabase.Schema.ColumnKind;

namespace PidDatabase.Schema;

/// <summary>The tables of the PID database, parents first.</summary>
public static class PidSchema
{
    /// <summary>
    /// Every table, in the order in which the rows can be written with each parent before its children.
    /// </summary>
    public static IReadOnlyList<Table> Tables { get; } =
    [
        new("django_content_type", [Id(), Char("app_label", 100), Char("model", 100)])
        {
            UniqueTogether =
            [
                ["app_label", "model"],
            ],
        },
        new(
            "auth_permission",
            [Id(), Char("name", 255), To("content_type_id", "django_content_type"), Char("codename", 100)]
        )
        {
            UniqueTogether =
            [
                ["content_type_id", "codename"],
            ],
            LastInSqlite = ["content_type_id", "codename", "name"],
        },
        new("auth_group", [Id(), Unique("name", 150)]),
        Through("auth_group_permissions", "group_id", "auth_group", "permission_id", "auth_permission"),
        new(
            "auth_user",
            [
                Id(),
                Char("password", 128),
                new("last_login", Instant) { Nullable = true },
                new("is_superuser", ColumnKind.Boolean),
                Unique("username", 150),
                Char("first_name", 150),
                Char("last_name", 150),
                Char("email", 254),
                new("is_staff", ColumnKind.Boolean),
                new("is_active", ColumnKind.Boolean),
                new("date_joined", Instant),
            ]
        )
        {
            LastInSqlite = ["first_name"],
        },
        Through("auth_user_groups", "user_id", "auth_user", "group_id", "auth_group"),
        Through("auth_user_user_permissions", "user_id", "auth_user", "permission_id", "auth_permission"),
        new("pid_extsystem", [Id(), Unique("name", 127), Char("key_field", 127), new("updated_at", Instant)]),
        new("pid_proxy", [Id(), Unique("name", 127), Char("transform", 127), new("updated_at", Instant)]),
        new("pid_policy", [Id(), new("created_at", Instant), new("commitment", Text), Unique("title", 255)]),
        new(
            "pid_domain",
            [
                Id(),
                Unique("name", 255),
                new("updated_at", Instant),
                new("level", PositiveInteger),
                new("lft", PositiveInteger),
                new("rght", PositiveInteger),
                new("tree_id", PositiveInteger) { Indexed = true },
                To("parent_id", "pid_domain", nullable: true),
                To("policy_id", "pid_policy", nullable: true),
            ]
        )
        {
            LastInSqlite = ["policy_id", "parent_id"],
        },
        new(
            "pid_pid",
            [
                Id(),
                Unique("pid", 255),
                Char("name", 1023),
                new("ext_system_key", Varchar, 1023) { Nullable = true },
                new("created_at", Instant),
                Char("type", 25),
                new("updated_at", Instant),
                To("creator_id", "auth_user"),
                To("domain_id", "pid_domain"),
                To("editor_id", "auth_user"),
                To("ext_system_id", "pid_extsystem", nullable: true),
                To("policy_id", "pid_policy", nullable: true),
            ]
        )
        {
            IndexTogether =
            [
                ["updated_at", "policy_id", "editor_id", "creator_id", "ext_system_id", "domain_id"],
            ],
        },
        new(
            "pid_target",
            [
                Id(),
                Char("noid", 255),
                Char("uri", 2048),
                Char("qualify", 255),
                new("active", ColumnKind.Boolean),
                To("pid_id", "pid_pid"),
                To("proxy_id", "pid_proxy", nullable: true),
            ]
        )
        {
            UniqueTogether =
            [
                ["pid_id", "qualify"],
            ],
            IndexTogether =
            [
                ["proxy_id", "pid_id"],
            ],
        },
        new(
            "django_admin_log",
            [
                Id(),
                new("action_time", Instant),
                new("object_id", Text) { Nullable = true },
                Char("object_repr", 200),
                new("action_flag", PositiveSmall),
                new("change_message", Text),
                To("content_type_id", "django_content_type", nullable: true),
                To("user_id", "auth_user"),
            ]
        )
        {
            LastInSqlite = ["change_message", "content_type_id", "user_id", "action_flag"],
        },
        new("sequences_sequence", [new("name", Varchar, 100) { TextKey = true }, new("last", PositiveBig)]),
        new("django_migrations", [Id(), Char("app", 255), Char("name", 255), new("applied", Instant)]),
        new(
            "django_session",
            [
                new("session_key", Varchar, 40) { TextKey = true },
                new("session_data", Text),
                new("expire_date", Instant) { Indexed = true },
            ]
        ),
    ];

    /// <summary>The table of that name.</summary>
    /// <param name="name">A table's name, such as <c>pid_pid</c>.</param>
    public static Table Get(string name) => Tables.First(table => table.Name == name);

    private static Column Id() => new("id", AutoKey);

    private static Column Char(string name, int length) => new(name, Varchar, length);

    private static Column Unique(string name, int length) => new(name, Varchar, length) { Unique = true };

    private static Column To(string name, string table, bool nullable = false) =>
        new(name, Number) { References = table, Nullable = nullable };

    private static Table Through(string name, string ownerColumn, string owner, string otherColumn, string other) =>
        new(name, [Id(), To(ownerColumn, owner), To(otherColumn, other)])
        {
            UniqueTogether =
            [
                [ownerColumn, otherColumn],
            ],
        };
}
