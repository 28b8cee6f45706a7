using PidDatabase.Schema;

namespace PidDatabase.Tests;

/// <summary>The names were read from databases that Django 3.2.25 itself had migrated.</summary>
public sealed class DjangoNameTests
{
    [Theory]
    [InlineData(
        "auth_permission",
        "content_type_id,codename",
        "_uniq",
        63,
        "auth_permission_content_type_id_codename_01ab375a_uniq"
    )]
    [InlineData("auth_user", "username", "_like", 63, "auth_user_username_6821ab7c_like")]
    [InlineData("django_session", "expire_date", "", 200, "django_session_expire_date_a5c62663")]
    [InlineData(
        "pid_pid",
        "updated_at,policy_id,editor_id,creator_id,ext_system_id,domain_id",
        "_idx",
        63,
        "pid_pid_updated_at_policy_id_edi_18eb7c7a_idx"
    )]
    [InlineData(
        "pid_pid",
        "updated_at,policy_id,editor_id,creator_id,ext_system_id,domain_id",
        "_idx",
        64,
        "pid_pid_updated_at_policy_id_edit_18eb7c7a_idx"
    )]
    public void An_index_has_the_name_that_Django_gives_it(
        string table,
        string columns,
        string suffix,
        int maximum,
        string name
    ) => Assert.Equal(name, DjangoName.Of(table, columns.Split(','), suffix, maximum));

    [Theory]
    [InlineData(
        "auth_group_permissions",
        "permission_id",
        63,
        "auth_group_permissio_permission_id_84c5c92e_fk_auth_perm"
    )]
    [InlineData("auth_user_groups", "user_id", 63, "auth_user_groups_user_id_6a12ed8b_fk_auth_user_id")]
    [InlineData("pid_target", "proxy_id", 64, "pid_target_proxy_id_bbc1147c_fk_pid_proxy_id")]
    public void A_foreign_key_has_the_name_that_Django_gives_it(
        string table,
        string column,
        int maximum,
        string name
    ) =>
        Assert.Equal(
            name,
            DjangoName.OfForeignKey(table, PidSchema.Get(table).Columns.First(each => each.Name == column), maximum)
        );
}
