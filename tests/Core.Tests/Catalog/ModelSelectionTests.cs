using PidMigration.Catalog;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Catalog;

public sealed class ModelSelectionTests
{
    private static readonly PidModel[] All =
    [
        TestModels.Of("auth.User", ModelGroup.Auth) with
        {
            Through = ["auth.User.groups"],
        },
        TestModels.Of("auth.User.groups", ModelGroup.Auth) with
        {
            Owner = "auth.User",
        },
        TestModels.Of("pid.Pid", ModelGroup.Pid),
        TestModels.Of("pid.Policy", ModelGroup.Pid),
        TestModels.Of("sessions.Session", ModelGroup.Other) with
        {
            Internal = true,
        },
    ];

    [Theory]
    [InlineData("pid.Pdi", "pid.Pid")]
    [InlineData("Polic", "pid.Policy")]
    [InlineData("user", "auth.User")]
    [InlineData("session", "sessions.Session")]
    public void A_mistyped_name_gets_the_nearest_model_as_a_suggestion(string name, string nearest)
    {
        var error = Assert.Throws<MigrationException>(() => ModelSelection.Resolve([name], All));
        Assert.Equal("PID1201", error.Code);
        Assert.Equal(nearest, ModelSelection.Suggest(name, All)[0]);
        Assert.Contains($"Did you mean {nearest}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_unlike_any_model_gets_no_suggestion() =>
        Assert.Empty(ModelSelection.Suggest("xyzzy_plugh", All));

    [Fact]
    public void Names_match_in_any_case_and_resolve_in_model_order() =>
        Assert.Equal(
            ["auth.User", "pid.Pid"],
            ModelSelection.Resolve(["PID.PID", "auth.user", "pid.Pid"], All).Select(m => m.Name)
        );

    [Fact]
    public void A_name_that_matches_two_models_but_for_case_is_ambiguous()
    {
        PidModel[] all = [TestModels.Of("Article", ModelGroup.Other), TestModels.Of("ARTICLE", ModelGroup.Other)];
        Assert.Equal(["ARTICLE"], ModelSelection.Resolve(["ARTICLE"], all).Select(m => m.Name));
        var error = Assert.Throws<MigrationException>(() => ModelSelection.Resolve(["article"], all));
        Assert.Equal("PID1201", error.Code);
        Assert.Contains("ARTICLE or Article", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_named_like_a_model_does_not_hide_the_model()
    {
        var tables = new[]
        {
            new TableName(null, "auth_group"),
            new TableName("auth", "Group"),
            new TableName(null, "pid_pid"),
        }.Select(n => new Table(n, [new Column("id", "int", ValueKind.Integer)]) { PrimaryKey = ["id"] });
        var info = new DatabaseInfo(DatabaseEngine.PostgreSql, "PostgreSQL", "15", "x");
        var models = ModelCatalog.Build(
            new DatabaseCatalog(info, [.. tables], [("auth", "Group"), ("pid", "Pid")], [])
        );
        Assert.Equal(["auth.Group", "auth_group", "pid.Pid"], models.Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_names_select_all_models_that_are_not_internal() =>
        Assert.DoesNotContain(ModelSelection.Resolve([], All), m => m.Internal);

    [Fact]
    public void Through_tables_are_selected_with_their_owners() =>
        Assert.Equal(
            ["auth.User", "auth.User.groups"],
            ModelSelection.WithThrough(ModelSelection.Resolve(["auth.User"], All), All).Select(m => m.Name)
        );
}
