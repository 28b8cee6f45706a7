using Npgsql;
using PidMigration.Databases;
using PidMigration.Sessions;

namespace PidMigration.Core.Tests.Sessions;

public sealed class MigrationSessionTests
{
    private static readonly NpgsqlException Broken = new("Exception while reading from stream", new EndOfStreamException());

    [Fact]
    public void A_connection_that_broke_anywhere_is_named()
    {
        var error = Session("postgresql://anna:secret@old/pid", "mysql://anna:secret@new/pid").Explain(Broken);
        Assert.Equal("PID1106", error?.Code);
        Assert.Contains("postgresql://anna@old", error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mysql", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_servers_of_one_engine_both_are_named()
    {
        var error = Session("postgresql://anna@old/pid", "postgresql://anna@new/pid").Explain(Broken);
        Assert.Contains("postgresql://anna@old", error!.Message, StringComparison.Ordinal);
        Assert.Contains("postgresql://anna@new", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_broken_connection_stays_what_it_is() =>
        Assert.Null(Session("postgresql://anna@old/pid", "mysql://anna@new/pid").Explain(new NpgsqlException("something else")));

    private static MigrationSession Session(string source, string target) => new(AddressParser.Parse(source), AddressParser.Parse(target));
}
