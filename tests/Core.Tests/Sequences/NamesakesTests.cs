using PidMigration.Catalog;
using PidMigration.Sequences;

namespace PidMigration.Core.Tests.Sequences;

public sealed class NamesakesTests
{
    [Theory]
    [InlineData("s", "s a.s", "s")]
    [InlineData("a.s", "s a.s", "a.s")]
    [InlineData("s", "a.s", "a.s")]
    [InlineData("s", "a.s b.s", "a.s b.s")]
    [InlineData("S", "s", "s")]
    [InlineData("S", "s a.S", "a.S")]
    [InlineData("s", "t", "")]
    public void The_sequence_with_the_nearest_name_is_matched(string name, string others, string expected) =>
        Assert.Equal(expected, string.Join(' ', Namesakes.Find(Of(name), [.. others.Split(' ').Select(Of)])));

    [Fact]
    public void A_free_sequence_is_raised_or_reported()
    {
        var free = new FreeSequences(
            Catalog([
                Of("both") with
                {
                    Issued = 5,
                },
                Of("ours") with
                {
                    Issued = 6,
                },
                Of("unused"),
                Of("hidden") with
                {
                    Readable = false,
                },
                Of("many") with
                {
                    Issued = 7,
                },
                Of("owned") with
                {
                    Issued = 8,
                    Owned = true,
                },
            ]),
            Catalog([Of("both"), Of("a.many"), Of("b.many"), Of("theirs"), Of("cron.jobs") with { OfExtension = true }])
        );
        Assert.Equal(["both"], free.Targets.Select(s => s.ToString()).Distinct());
        Assert.Equal(4, free.Remarks.Count);
        foreach (
            var words in (string[])
                [
                    "up to 6",
                    "hidden does not fill a column and may not be read",
                    "several of that name (a.many, b.many)",
                    "sequence theirs",
                ]
        )
            Assert.Contains(free.Remarks, r => r.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Sequences_of_identifiers_are_left_alone()
    {
        var pid = new Table(new TableName(null, "pid_pid"), []);
        var native = Of("pid_noid") with { Issued = 5 };
        Assert.Single(new FreeSequences(Catalog([native]), Catalog([])).Remarks);
        Assert.Empty(new FreeSequences(Catalog([native], pid), Catalog([])).Remarks);
    }

    private static Sequence Of(string name) =>
        name.Split('.') is [var schema, var bare]
            ? new Sequence(new TableName(schema, bare))
            : new Sequence(new TableName(null, name));

    private static DatabaseCatalog Catalog(IReadOnlyList<Sequence> sequences, params IReadOnlyList<Table> tables) =>
        new(new DatabaseInfo(DatabaseEngine.PostgreSql, "PostgreSQL", "15", "x"), tables, [], sequences);
}
