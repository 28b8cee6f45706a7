using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Databases;

public sealed class AddressParserTests
{
    [Theory]
    [InlineData("postgresql://u:p@h:5433/d", DatabaseEngine.PostgreSql, "h", 5433, "d", "u", "p")]
    [InlineData("POSTGRES://h/d", DatabaseEngine.PostgreSql, "h", null, "d", null, null)]
    [InlineData("mysql://u@h/d", DatabaseEngine.MySql, "h", null, "d", "u", null)]
    [InlineData("mariadb://u:@h/d", DatabaseEngine.MySql, "h", null, "d", "u", "")]
    [InlineData(
        "  mysql://u%40x:p%40%2F%3A%3F%23%25%20%C3%A9+@h/d_b%20c  ",
        DatabaseEngine.MySql,
        "h",
        null,
        "d_b c",
        "u@x",
        "p@/:?#% é+"
    )]
    [InlineData("mysql://u:p:q@h/d%20b", DatabaseEngine.MySql, "h", null, "d b", "u", "p:q")]
    [InlineData("postgresql://u:p@[::1]:1/d", DatabaseEngine.PostgreSql, "::1", 1, "d", "u", "p")]
    [InlineData(
        "Host=h;Port=1;Database=d;Username=u;Password='p;='",
        DatabaseEngine.PostgreSql,
        "h",
        1,
        "d",
        "u",
        "p;="
    )]
    [InlineData("Server=h;Database=d;Uid=u;Pwd=p", DatabaseEngine.MySql, "h", null, "d", "u", "p")]
    [InlineData("mysql:Server=h;Port=2;Database=d;User=u;Password=p", DatabaseEngine.MySql, "h", 2, "d", "u", "p")]
    public void An_address_is_parsed_into_its_parts(
        string text,
        DatabaseEngine engine,
        string? host,
        int? port,
        string database,
        string? user,
        string? password
    )
    {
        var address = AddressParser.Parse(text);
        Assert.Equal(
            (engine, host, port, database, user, password),
            (
                address.Engine,
                address.Host?.Trim('[', ']'),
                address.Port,
                address.Database,
                address.User,
                address.Password
            )
        );
    }

    [Fact]
    public void Sockets_and_options_are_parsed()
    {
        Assert.Equal("/run/postgresql", AddressParser.Parse("postgresql:///d?host=/run/postgresql").Socket);
        Assert.Equal(
            "/run/mysqld/mysqld.sock",
            AddressParser.Parse("mysql://u@localhost/d?socket=%2Frun%2Fmysqld%2Fmysqld.sock").Socket
        );
        var address = AddressParser.Parse("postgresql://u@h/d?sslmode=require&Application%20Name=a+b");
        Assert.Equal(("require", "a b"), (address.Options["SSLMODE"], address.Options["application name"]));
        Assert.Equal("/run/postgresql", AddressParser.Parse("Host=/run/postgresql;Database=d;Username=u").Socket);
    }

    [Theory]
    [InlineData("sqlite:////tmp/a%20b.db", "/tmp/a b.db")]
    [InlineData("sqlite:///no-such-folder/x.db", "/no-such-folder/x.db")]
    [InlineData("Data Source=/tmp/x.db", "/tmp/x.db")]
    [InlineData("sqlite:Data Source=x.db", "x.db")]
    public void A_file_address_is_parsed_into_a_full_path(string text, string path)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The paths are Unix's.");
        var address = AddressParser.Parse(text);
        Assert.Equal((DatabaseEngine.Sqlite, Path.GetFullPath(path)), (address.Engine, address.Database));
    }

    [Theory]
    [InlineData("sqlite:////tmp/x.db", "/tmp/x.db")]
    [InlineData("sqlite:///no-such-folder/x.db", "/no-such-folder/x.db")]
    [InlineData("sqlite:///tmp/no-such-file.db", "/tmp/no-such-file.db")]
    [InlineData("sqlite:///./x.db", "./x.db")]
    [InlineData("sqlite:///../x.db", "../x.db")]
    [InlineData("sqlite:///~/x.db", "~/x.db")]
    [InlineData(@"sqlite:///Data:\x.db", @"Data:\x.db")]
    [InlineData("sqlite:///Data:/x%20y.db", "Data:/x y.db")]
    [InlineData(@"sqlite:///Core\FileSystem::/tmp/x.db", @"Core\FileSystem::/tmp/x.db")]
    [InlineData("Data Source=x.db", "x.db")]
    [InlineData("sqlite:Filename=~/x.db", "~/x.db")]
    public void A_file_path_is_resolved_by_the_shell(string text, string path)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The paths are Unix's.");
        Assert.Equal($"<{path}>", AddressParser.Parse(text, p => $"<{p}>").Database);
    }

    /// <summary>Of two that aren't there, the error shows the one that was probably meant.</summary>
    [Fact]
    public void A_missing_file_is_reported_in_the_folder_that_exists()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("The paths are Unix's.");
        var here = Directory.CreateTempSubdirectory("pidmigration-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(here, "sub"));
            Assert.Equal($"{here}/none.db", AddressParser.Parse("sqlite:///none.db", Resolve).Database);
            Assert.Equal($"{here}/sub/none.db", AddressParser.Parse("sqlite:///sub/none.db", Resolve).Database);
            Assert.Equal("/tmp/none.db", AddressParser.Parse("sqlite:///tmp/none.db", Resolve).Database);
            Assert.Equal("/none/none.db", AddressParser.Parse("sqlite:///none/none.db", Resolve).Database);
        }
        finally
        {
            Directory.Delete(here, true);
        }

        string Resolve(string path) => Path.Combine(here, path);
    }

    [Theory]
    [InlineData(
        "postgresql://h/d",
        "sslrootcert",
        "sslcert",
        "sslkey",
        "passfile",
        "Root Certificate",
        "RootCertificate",
        "SSL Certificate",
        "SSL Key",
        "Passfile"
    )]
    [InlineData(
        "mysql://h/d",
        "sslrootcert",
        "ssl-ca",
        "ssl_ca",
        "SslCa",
        "ssl-cert",
        "ssl-key",
        "SSL Cert",
        "CA Certificate File",
        "CertificateFile",
        "Server RSA Public Key File",
        "defaults-file",
        "read_default_file"
    )]
    public void Every_option_that_names_a_file_is_resolved_by_the_shell(string url, params string[] options)
    {
        foreach (var option in options)
        {
            var other = Uri.EscapeDataString(option) + "=some/file&sslmode=require&connect_timeout=5";
            var address = AddressParser.Parse($"{url}?{other}", p => $"<{p}>");
            Assert.Equal(
                ("<some/file>", "require", "5"),
                (address.Options[option], address.Options["sslmode"], address.Options["connect_timeout"])
            );
            Assert.Equal("<some/file>", address.WithCredential("u", "p").Options[option]);
        }

        var words = AddressParser.Parse(
            $"{(url.StartsWith('m') ? "mysql:Server" : "Host")}=h;Database=d;Username=u;SSL Key=k.pem",
            p => $"<{p}>"
        );
        Assert.Equal("<k.pem>", words.Options["SSL Key"]);
    }

    [Fact]
    public void A_socket_is_resolved_by_the_shell()
    {
        Assert.Equal(
            "<run/my.sock>",
            AddressParser.Parse("mysql://u@localhost/d?socket=run/my.sock", p => $"<{p}>").Socket
        );
        Assert.Equal("<~/run>", AddressParser.Parse("postgresql:///d?host=~/run", p => $"<{p}>").Socket);
        Assert.Equal("<./run>", AddressParser.Parse("Host=./run;Database=d;Username=u", p => $"<{p}>").Socket);
        Assert.Equal("@abstract", AddressParser.Parse("postgresql:///d?host=@abstract", p => $"<{p}>").Socket);
        var server = AddressParser.Parse("Host=db.example.org;Database=d;Username=u", p => $"<{p}>");
        Assert.Equal(("db.example.org", null), (server.Host, server.Socket));
    }

    /// <summary>
    /// libpq's variables name files too: relative ones are where the shell says, unless the address names another.
    /// </summary>
    [Fact]
    public void A_file_named_by_the_environment_is_resolved_by_the_shell()
    {
        Environment.SetEnvironmentVariable("PGPASSFILE", "my.pass");
        try
        {
            Assert.Equal("<my.pass>", AddressParser.Parse("postgresql://h/d", p => $"<{p}>").Options["Passfile"]);
            Assert.Equal(
                "<other>",
                Assert.Single(AddressParser.Parse("postgresql://h/d?passfile=other", p => $"<{p}>").Options).Value
            );
            Assert.Empty(AddressParser.Parse("mysql://h/d", p => $"<{p}>").Options);
            Environment.SetEnvironmentVariable("PGPASSFILE", "/etc/pass");
            Assert.Empty(AddressParser.Parse("postgresql://h/d", p => $"<{p}>").Options);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PGPASSFILE", null);
        }
    }

    [Fact]
    public void An_impossible_path_is_refused() =>
        Assert.Equal(
            "PID1008",
            Assert.Throws<MigrationException>(() => AddressParser.Parse("sqlite:////tmp/a%00b.db")).Code
        );

    [Theory]
    [InlineData("no address", "PID1002")]
    [InlineData("", "PID1002")]
    [InlineData("oracle://u:sesame@h/d", "PID1003")]
    [InlineData("postgresq://u:sesame@h/d", "PID1003")]
    [InlineData("mysql://u:sesame@h", "PID1002")]
    [InlineData("mysql://u:sesame@h/", "PID1002")]
    [InlineData("mysql://u:sesame@h:x/d", "PID1002")]
    [InlineData("mysql://u:sesame@h:0/d", "PID1002")]
    [InlineData("mysql://u:sesame@h:70000/d", "PID1002")]
    [InlineData("mysql://u:sesame@h/d/e", "PID1002")]
    [InlineData("mysql://u:sesame@h/d%2Fe", "PID1002")]
    [InlineData("mysql://u:sesame%zz@h/d", "PID1002")]
    [InlineData("mysql://u:se/sesame@h/d", "PID1002")]
    [InlineData("mysql://u:se?sesame@h/d", "PID1002")]
    [InlineData("mysql://u:sesame@h/d?x", "PID1002")]
    [InlineData("postgresql://u:sesame@[::1/d", "PID1002")]
    [InlineData("sqlite:///", "PID1002")]
    [InlineData("Password=sesame;Database=d", "PID1004")]
    [InlineData("Password=sesame;Host=h", "PID1002")]
    [InlineData("Host=h;Database=d;Port=x;Password=sesame", "PID1002")]
    [InlineData("Host=h;'Password=sesame", "PID1002")]
    public void A_malformed_address_is_refused_without_showing_the_password(string text, string code)
    {
        var error = Assert.Throws<MigrationException>(() => AddressParser.Parse(text));
        Assert.Equal(code, error.Code);
        for (Exception? e = error; e is not null; e = e.InnerException)
            if (text != "sesame")
                Assert.DoesNotContain("sesame", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "sesame",
            error.Target?.ToString() == "sesame" ? "" : error.Target?.ToString() ?? "",
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("postgresql://u:sesame@h:1/d?sslmode=require")]
    [InlineData("mysql://u:sesame@h/d")]
    [InlineData("Host=h;Database=d;Username=u;Password=sesame")]
    public void An_address_never_shows_its_password(string text)
    {
        foreach (
            var address in (DatabaseAddress[])
                [AddressParser.Parse(text), AddressParser.Parse(text).WithCredential("v", "sesame")]
        )
        {
            Assert.DoesNotContain("sesame", address.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("sesame", address.ShortName, StringComparison.Ordinal);
            Assert.DoesNotContain(
                typeof(DatabaseAddress).GetProperties(),
                p => p.GetValue(address)?.ToString()?.Contains("sesame", StringComparison.Ordinal) == true
            );
            Assert.DoesNotContain(
                "sesame",
                System.Text.Json.JsonSerializer.Serialize(address),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_displayed_address_parses_to_the_same_address()
    {
        foreach (
            var text in (string[])
                ["postgresql://u%40x@h:1/d%20b", "mysql://h/d", "postgresql://[::1]:2/d", "sqlite:////tmp/x%20y.db"]
        )
        {
            var once = AddressParser.Parse(text);
            var again = AddressParser.Parse(once.ToString());
            Assert.Equal(
                (once.Engine, once.Host?.Trim('[', ']') ?? "localhost", once.Port, once.Database, once.User),
                (again.Engine, again.Host?.Trim('[', ']') ?? "localhost", again.Port, again.Database, again.User)
            );
        }
    }
}
