namespace PidDatabase.Tests;

public sealed class DatabaseUrlTests
{
    [Fact]
    public void A_server_URL_is_parsed_with_all_its_parts()
    {
        var url = DatabaseUrl.Parse("mariadb://jo:p%40ss@db.example.org:3307/pid%20man");
        Assert.Equal(
            ("mysql", "db.example.org", 3307, "jo", "p@ss", "pid man"),
            (url.Scheme, url.Host, url.Port, url.User, url.Password, url.Database)
        );
    }

    [Theory]
    [InlineData("sqlite:////var/lib/pid.db", "/var/lib/pid.db")]
    [InlineData("sqlite:///pid.db", "pid.db")]
    [InlineData("sqlite:///no-such-folder/pid.db", "no-such-folder/pid.db")]
    public void A_file_is_absolute_with_four_slashes(string url, string file) =>
        Assert.Equal(file, DatabaseUrl.Parse(url).Database);

    [Fact]
    public void Three_slashes_are_enough_for_a_folder_that_exists()
    {
        var file = Path.Combine(Path.GetTempPath(), "pid.db");
        Assert.Equal(file, DatabaseUrl.Parse($"sqlite:///{file.TrimStart('/')}").Database);
    }

    [Theory]
    [InlineData("oracle://jo:secret@host/db")]
    [InlineData("postgresql://jo:secret@host")]
    [InlineData("postgresql://jo:secret@ho st/db")]
    [InlineData("nothing")]
    public void A_foreign_URL_is_refused_without_showing_the_password(string url) =>
        Assert.DoesNotContain(
            "secret",
            Assert.Throws<FormatException>(() => DatabaseUrl.Parse(url)).Message,
            StringComparison.Ordinal
        );
}
