using PidDatabase.Schema;

namespace PidDatabase.Data;

/// <summary>The rows of Django's own tables that are not copied unless asked for, and of the custom sequence.</summary>
internal static class DjangoRows
{
    private static readonly (string App, string Name)[] Applied =
    [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("admin", "0001_initial"),
        ("admin", "0002_logentry_remove_auto_add"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0002_alter_permission_name_max_length"),
        ("auth", "0003_alter_user_email_max_length"),
        ("auth", "0004_alter_user_username_opts"),
        ("auth", "0005_alter_user_last_login_null"),
        ("auth", "0006_require_contenttypes_0002"),
        ("auth", "0007_alter_validators_add_error_messages"),
        ("auth", "0008_alter_user_username_max_length"),
        ("auth", "0009_alter_user_last_name_max_length"),
        ("auth", "0010_alter_group_name_max_length"),
        ("auth", "0011_update_proxy_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pid", "0001_initial"),
        ("sequences", "0001_initial"),
        ("sessions", "0001_initial"),
    ];

    /// <summary>What <c>migrate</c> has applied, from a moment on.</summary>
    public static TableRows Migrations(DateTime start, int firstId) =>
        new(
            PidSchema.Get("django_migrations"),
            Applied.Length,
            firstId + Applied.Length - 1,
            rows =>
            {
                for (var row = 0; row < Applied.Length; row++)
                {
                    rows.Number(firstId + row);
                    rows.Text(Applied[row].App);
                    rows.Text(Applied[row].Name);
                    rows.Instant(start.AddMicroseconds(row * 12_345));
                    rows.EndRow();
                }
            }
        );

    /// <summary>The sessions of people who are logged in.</summary>
    public static TableRows Sessions(long seed) =>
        new(
            PidSchema.Get("django_session"),
            40,
            0,
            rows =>
            {
                for (var row = 0; row < 40; row++)
                {
                    var random = new RowRandom(seed, 800, row);
                    rows.Text($"{random.Next():x16}{random.Next():x16}");
                    rows.Text(
                        $".eJxVjEEOwiAQRe{random.Next():x16}:1{random.Next():x16}:"
                            + $"{random.Next():x16}{random.Next():x16}"
                    );
                    rows.Instant(Moments.At(0.99 + row / 4000.0, ref random));
                    rows.EndRow();
                }
            }
        );

    /// <summary>The custom sequence from which NOIDs are minted.</summary>
    public static TableRows Sequence(long last) =>
        new(
            PidSchema.Get("sequences_sequence"),
            1,
            0,
            rows =>
            {
                rows.Text("pid_noid");
                rows.Number(last);
                rows.EndRow();
            }
        );
}
