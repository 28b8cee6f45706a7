using PidMigration.Catalog;
using PidMigration.Failures;
using PidMigration.Planning;

namespace PidMigration.Core.Tests.Planning;

/// <summary>Which columns a pattern of -ExcludeColumn means.</summary>
public sealed class ColumnExclusionsTests
{
    private static readonly PidModel Pid = Model("pid.Pid", "pid_pid", "id", "checksum", "note");
    private static readonly PidModel Target = Model("pid.Target", "pid_target", "id", "check_sum");

    [Theory]
    [InlineData("pid.Pid.checksum", true)]
    [InlineData("PID.PID.CHECKSUM", true)]
    [InlineData("pid_pid.checksum", true)]
    [InlineData("*.checksum", true)]
    [InlineData("pid.*.check*", true)]
    [InlineData("pid.Pid.check?um", true)]
    [InlineData("pid.Pid.check", false)]
    [InlineData("pid.Target.checksum", false)]
    [InlineData("id.Pid.checksum", false)]
    public void A_pattern_is_the_models_or_the_tables_name_and_the_columns(string pattern, bool expected) =>
        Assert.Equal(expected, new ColumnExclusions([pattern]).Contains(Pid, "checksum"));

    [Theory, InlineData("checksum"), InlineData(".checksum"), InlineData("pid.Pid."), InlineData("")]
    public void A_pattern_without_a_model_is_refused(string pattern) =>
        Assert.Equal("PID1416", Assert.Throws<MigrationException>(() => new ColumnExclusions([pattern])).Code);

    [Fact]
    public void A_pattern_that_matches_nothing_is_refused_with_the_nearest_column()
    {
        var error = Assert.Throws<MigrationException>(() =>
            new ColumnExclusions(["pid.Pid.chekcsum"]).CheckUsed([Pid, Target])
        );
        Assert.Equal("PID1417", error.Code);
        Assert.Contains("pid.Pid.checksum", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pid.Target", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_needs_to_match_in_one_model_only() =>
        new ColumnExclusions(["*.checksum", "*.check_sum"]).CheckUsed([Pid, Target]);

    private static PidModel Model(string name, string table, params string[] columns) =>
        new()
        {
            Name = name,
            Group = ModelGroup.Other,
            Definition = new Table(
                new TableName(null, table),
                [.. columns.Select(c => new Column(c, "integer", ValueKind.Integer))]
            )
            {
                PrimaryKey = ["id"],
            },
        };
}
