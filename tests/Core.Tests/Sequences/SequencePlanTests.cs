using PidMigration.Catalog;
using PidMigration.Sequences;

namespace PidMigration.Core.Tests.Sequences;

public sealed class SequencePlanTests
{
    /// <summary>What Reset-PidSequence prints; scripts compare with it.</summary>
    [Fact]
    public void Kinds_are_called_what_they_were_always_called() =>
        Assert.Equal(["AutoIncrement", "Sequence", "SqliteSequence", "Noid", "Row"], Enum.GetNames<SequenceKind>());

    [Theory]
    [InlineData(SequenceKind.Noid, "sequences_sequence", true)]
    [InlineData(SequenceKind.Row, "sequences_sequence", true)]
    [InlineData(SequenceKind.Noid, "pid_pid", false)]
    [InlineData(SequenceKind.AutoIncrement, "sequences_sequence", false)]
    [InlineData(SequenceKind.Sequence, null, false)]
    public void A_row_of_sequences_sequence_is_raised_as_one(SequenceKind kind, string? table, bool expected) =>
        Assert.Equal(expected, Plan(kind, table, 5, 7).IsRow);

    [Theory]
    [InlineData(5L, 7L, 7L)]
    [InlineData(7L, 5L, 7L)]
    [InlineData(null, 5L, 5L)]
    [InlineData(null, null, null)]
    public void The_furthest_number_of_both_sides_is_wanted(long? source, long? target, long? expected) =>
        Assert.Equal(expected, (long?)Plan(SequenceKind.AutoIncrement, "t", source, target).Wanted);

    private static SequencePlan Plan(SequenceKind kind, string? table, long? source, long? target) =>
        new(
            "name",
            kind,
            table is null ? null : new Table(new TableName(null, table), []),
            new KeyCounter("name", "last", 0),
            source,
            target
        );
}
