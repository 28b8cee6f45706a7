using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using PidMigration.Catalog;
using PidMigration.Databases;
using PidMigration.Failures;

namespace PidMigration.Core.Tests.Databases;

/// <summary>What is worth another try.</summary>
public sealed class ExceptionTranslatorTests
{
    public static TheoryData<string, MigrationException, bool> OurErrors =>
        new()
        {
            { "refused", Errors.NotListening("h", "s", NotTransient), true },
            { "lost", Errors.ConnectionLost("s", "why.", NotTransient), true },
            { "no answer", Errors.ConnectTimeout("s", NotTransient), true },
            { "stalled", LedgerErrors.Stalled("s", TimeSpan.FromSeconds(1), null), true },
            { "with a note", Errors.ConnectTimeout("s", NotTransient).WithNote("More."), true },
            { "no such host", Errors.HostNotFound("h", "s", NotTransient), false },
            { "wrong password", Errors.WrongPassword("u", "s", true, NotTransient), false },
            { "no such database", Errors.NoSuchDatabase("d", "s", NotTransient), false },
            { "full", Errors.TargetFull("s", "why.", NotTransient), false },
        };

    public static TheoryData<DatabaseEngine, Exception, FailureCause, bool> Exceptions =>
        new()
        {
            { DatabaseEngine.PostgreSql, Server("40P01"), FailureCause.Busy, true },
            { DatabaseEngine.PostgreSql, Server("53300"), FailureCause.Busy, true },
            { DatabaseEngine.PostgreSql, Server("57P01"), FailureCause.ConnectionLost, true },
            { DatabaseEngine.PostgreSql, Server("53100"), FailureCause.Full, false },
            { DatabaseEngine.PostgreSql, Server("42501"), FailureCause.Permission, false },
            { DatabaseEngine.PostgreSql, Server("25006"), FailureCause.ReadOnly, false },
            { DatabaseEngine.PostgreSql, Server("42601"), FailureCause.BadSql, false },
            { DatabaseEngine.PostgreSql, Server("57014"), FailureCause.Cancelled, false },
            { DatabaseEngine.PostgreSql, Server("23505"), FailureCause.Other, false },
            { DatabaseEngine.PostgreSql, new TimeoutException(), FailureCause.Other, true },
            { DatabaseEngine.MySql, new IOException(), FailureCause.ConnectionLost, true },
            { DatabaseEngine.MySql, new SocketException(), FailureCause.ConnectionLost, true },
            { DatabaseEngine.MySql, new InvalidOperationException(), FailureCause.Other, false },
            { DatabaseEngine.MySql, new InvalidOperationException("", new IOException()), FailureCause.Other, true },
            { DatabaseEngine.Sqlite, new SqliteException("", 5), FailureCause.Busy, true },
            { DatabaseEngine.Sqlite, new SqliteException("", 10), FailureCause.ConnectionLost, true },
            { DatabaseEngine.Sqlite, new SqliteException("", 13), FailureCause.Full, false },
            { DatabaseEngine.Sqlite, new SqliteException("", 19), FailureCause.Other, false },
        };

    private static Exception NotTransient => new InvalidOperationException("no");

    [Theory]
    [MemberData(nameof(OurErrors), DisableDiscoveryEnumeration = true)]
    public void An_error_says_itself_whether_it_is_transient(string what, MigrationException error, bool isTransient) =>
        Assert.All(
            DatabaseDrivers.All,
            d => Assert.True(d.Translator.IsTransient(error) == isTransient, $"{d.Engine}, {what}: {!isTransient}")
        );

    [Theory]
    [MemberData(nameof(Exceptions), DisableDiscoveryEnumeration = true)]
    public void An_exception_is_classified(DatabaseEngine engine, Exception e, FailureCause cause, bool isTransient)
    {
        var translator = DatabaseDrivers.For(engine).Translator;
        Assert.Equal((cause, isTransient), (translator.Classify(e), translator.IsTransient(e)));
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "PID1101", "'db'")]
    [InlineData(SocketError.ConnectionRefused, "PID1102", "port ")]
    [InlineData(SocketError.TimedOut, "PID1107", "db")]
    public void A_failure_of_the_network_is_the_same_for_all_servers(SocketError error, string code, string says)
    {
        var thrown = new InvalidOperationException("no", new SocketException((int)error));
        foreach (var url in (string[])["postgresql://u@db/d", "mysql://u@db/d"])
        {
            var address = AddressParser.Parse(url);
            var made = DatabaseDrivers.For(address.Engine).Translator.TranslateConnect(thrown, address);
            Assert.Equal((url, code), (url, made.Code));
            Assert.Contains(says, made.Message, StringComparison.Ordinal);
        }
    }

    private static PostgresException Server(string state) => new("no", "ERROR", "ERROR", state);
}
