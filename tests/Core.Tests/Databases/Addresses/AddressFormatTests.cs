using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Databases.Addresses;

/// <summary>Which driver an address belongs to, and how that driver shows it.</summary>
public sealed class AddressFormatTests
{
    [Theory]
    [InlineData("Host=h;Database=d", DatabaseEngine.PostgreSql)]
    [InlineData("Server=h;Database=d;Username=u", DatabaseEngine.PostgreSql)]
    [InlineData("Server=h;Database=d;Uid=u", DatabaseEngine.MySql)]
    [InlineData("Server=h;Database=d;User=u", DatabaseEngine.MySql)]
    [InlineData("Server=h;Database=d;Uid=u;Username=u", DatabaseEngine.MySql)]
    [InlineData("Data Source=a.db", DatabaseEngine.Sqlite)]
    [InlineData("Filename=a.db", DatabaseEngine.Sqlite)]
    [InlineData("MARIADB:Server=h;Database=d;User=u", DatabaseEngine.MySql)]
    public void A_connection_string_belongs_to_one_driver(string text, DatabaseEngine engine) =>
        Assert.Equal(engine, AddressParser.Parse(text).Engine);

    [Theory]
    [InlineData("Server=h;Database=d")]
    [InlineData("Data Source=h;Database=d")]
    public void A_connection_string_of_several_drivers_is_refused(string text) =>
        Assert.Equal("PID1004", Assert.Throws<MigrationException>(() => AddressParser.Parse(text)).Code);

    [Fact]
    public void An_unknown_scheme_is_answered_with_those_that_the_drivers_have()
    {
        var error = Assert.Throws<MigrationException>(() => AddressParser.Parse("oracle://u:secret@h/d"));
        Assert.Equal("PID1003", error.Code);
        foreach (var scheme in DatabaseDrivers.All.SelectMany(d => d.Addresses.Schemes))
            Assert.Contains(scheme + "://", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_drivers_have_the_same_scheme()
    {
        var schemes = DatabaseDrivers.All.SelectMany(d => d.Addresses.Schemes).ToList();
        Assert.Equal(schemes.Count, schemes.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("postgres://u:p@h:5433/d", "d on h", "postgresql://u@h:5433/d", "postgresql://h:5433/d")]
    [InlineData("mariadb://u@[::1]/a%20b", "a b on ::1", "mysql://u@[::1]/a%20b", "mysql://[::1]/a%20b")]
    [InlineData("postgresql:///d?host=/run", "d on localhost", "postgresql://localhost/d", "postgresql://localhost/d")]
    [InlineData("sqlite:////no/such/x.db", "x.db", "sqlite:///no/such/x.db", "sqlite:///no/such/x.db")]
    public void An_address_is_shown_without_its_password(string url, string name, string shown, string place)
    {
        var address = AddressParser.Parse(url, path => path);
        Assert.Equal((name, shown, place), (address.ShortName, address.ToString(), address.Place));
    }

    /// <summary>libpq's option names a host, or a folder of sockets: only the latter is this machine.</summary>
    [Fact]
    public void A_host_that_is_named_as_an_option_is_verified_like_any_other()
    {
        var address = AddressParser.Parse("postgresql:///d?host=db.example.org");
        Assert.Equal(("db.example.org", null, false), (address.Host, address.Socket, address.IsLoopback));
        var socket = AddressParser.Parse("postgresql:///d?host=/run/postgresql");
        Assert.True(socket.IsLoopback, $"{socket} is not taken for this machine.");
    }

    /// <summary>Such an option is neither dropped silently nor does it lead to another server.</summary>
    [Theory]
    [InlineData("postgresql://h/d?socket=/run/x", "'socket'")]
    [InlineData("mysql://h/d?host=db.example.org", "'host'")]
    [InlineData("mysql:Server=h;Host=db.example.org;Database=d;User=u", "'Server'")]
    public async Task An_option_of_another_driver_is_refused(string address, string option)
    {
        var database = new Database(AddressParser.Parse(address, path => path));
        var error = await Assert.ThrowsAsync<MigrationException>(() =>
            database.ProbeAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal("PID1005", error.Code);
        Assert.Contains(option, error.Message, StringComparison.OrdinalIgnoreCase);
    }
}
