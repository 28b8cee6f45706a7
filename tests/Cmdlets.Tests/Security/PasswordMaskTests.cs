using PidMigration.Cmdlets.Security;

namespace PidMigration.Cmdlets.Tests.Security;

/// <summary>Passwords in a typed command, wherever and however they stand there.</summary>
public sealed class PasswordMaskTests
{
    [Theory]
    [InlineData("postgresql://u:sesame@h/d", "postgresql://u:***@h/d")]
    [InlineData("postgresql://u:se@same@h/d", "postgresql://u:***@h/d")]
    [InlineData("mysql://:sesame@h/d", "mysql://:***@h/d")]
    [InlineData(
        "Copy-PidModel -Source 'mysql://u:sesame@h/d' -Verbose",
        "Copy-PidModel -Source 'mysql://u:***@h/d' -Verbose"
    )]
    [InlineData("mysql://u:a@h/d postgresql://v:b@i/e", "mysql://u:***@h/d postgresql://v:***@i/e")]
    [InlineData("Host=h;Password=sesame;Database=d", "Host=h;Password=***;Database=d")]
    [InlineData("Server=h;pwd = 'se;same';Database=d", "Server=h;pwd = ***;Database=d")]
    [InlineData(
        "postgresql://h/d?user=u&password=sesame&sslmode=require",
        "postgresql://h/d?user=u&password=***&sslmode=require"
    )]
    [InlineData("PASSWORD=\"sesame\"", "PASSWORD=***")]
    public void A_password_in_an_address_is_masked(string text, string expected) =>
        Assert.Equal(expected, PasswordMask.Apply(text));

    [Theory]
    [InlineData("Connect-PidMigration -Source x -Credential open", "Connect-PidMigration -Source x -Credential ***")]
    [InlineData("a p@ss/word, also as p%40ss%2Fword", "a ***, also as ***", "p@ss/word")]
    public void A_known_password_is_masked_plain_and_as_part_of_a_URL(
        string text,
        string expected,
        string known = "open"
    ) => Assert.Equal(expected, PasswordMask.Apply(text, null, "", known));

    [Theory]
    [InlineData("postgresql://u@h:5432/d")]
    [InlineData("postgresql://h/d?passfile=/etc/pgpass")]
    [InlineData("Copy-PidModel pid.Pid -Where 'id = 5'")]
    [InlineData("Password=***")]
    [InlineData("")]
    public void A_text_without_a_password_stays_as_it_is(string text) =>
        Assert.Equal(text, PasswordMask.Apply(text, null, ""));
}
