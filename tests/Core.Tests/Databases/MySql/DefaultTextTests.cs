using PidMigration.Databases.MySql;

namespace PidMigration.Core.Tests.Databases.MySql;

public sealed class DefaultTextTests
{
    [Theory]
    [InlineData("nextval(`db`.`s`)", "db.s", false)]
    [InlineData("nextval(`a.b`.`q``u`)", "a.b.q`u", false)]
    [InlineData("(nextval(`db`.`s`) * 10)", "db.s", true)]
    [InlineData("concat('INV-',nextval(`db`.`s`))", "db.s", true)]
    [InlineData("nextval(`db`.`s`) + nextval(`db`.`t`)", "db.s db.t", true)]
    [InlineData("'nextval(`db`.`s`)'", "", false)]
    [InlineData("concat('it''s \\' nextval(`db`.`s`)',nextval(`db`.`t`))", "db.t", true)]
    [InlineData("lastval(`db`.`s`)", "", false)]
    [InlineData("NULL", "", false)]
    [InlineData("current_timestamp()", "", false)]
    public void Sequences_are_found_in_defaults(string text, string expected, bool computed)
    {
        var (sequences, isComputed) = DefaultText.Read(text);
        Assert.Equal(
            (expected, computed),
            (string.Join(' ', sequences.Select(s => $"{s.Database}.{s.Name}")), isComputed)
        );
    }
}
