using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Rows;
using static PidMigration.Catalog.ValueKind;

namespace PidMigration.Core.Tests.Comparing;

public sealed class RowEqualityTests
{
    private static readonly Column Double = new("v", "double precision", Float64) { Nullable = true };
    private static readonly Column Number = new("v", "numeric", ValueKind.Decimal) { Nullable = true };
    private static readonly Column Document = new("v", "json", Json) { Nullable = true };

    public static TheoryData<string, string, string, bool> Cells =>
        new()
        {
            { "numeric", "1.50", "1.5", true },
            { "numeric", "1.50", "1.51", false },
            { "numeric", "∅", "∅", true },
            { "numeric", "∅", "0", false },
            { "numeric", "0", "∅", false },
            { "double precision", "1e+23", "1E23", true },
            { "double precision", "0.1", "0.10000000000000002", false },
            { "json", "{\"b\": 1, \"a\": 2}", "{\"a\":2,\"b\":1.0}", true },
            { "json", "{\"b\": 1}", "{\"b\": 2}", false },
            { "json", "no json", "no json", true },
        };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cells_are_compared_by_value(string type, string source, string target, bool expected)
    {
        var column = ((Column[])[Double, Number, Document]).Single(c => c.NativeType == type);
        var equality = Equality(column);
        var (a, b) = (TestRows.Batch($"1|{source}"), TestRows.Batch($"1|{target}"));
        Assert.Equal(expected, equality.IsSame(a, 0, b, 0));
        Assert.Equal((true, expected), (equality.IsSame(a, 0, b, 0, 0), equality.IsSame(a, 0, b, 0, 1)));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Rows_that_are_the_same_have_one_form_and_no_others(
        string type,
        string source,
        string target,
        bool expected
    )
    {
        var column = ((Column[])[Double, Number, Document]).Single(c => c.NativeType == type);
        var equality = Equality(column);
        var forms = new RowBatch(2, 64);
        equality.AppendSource(TestRows.Batch($"1|{source}"), 0, forms);
        equality.AppendTarget(TestRows.Batch($"1|{target}"), 0, forms);
        Assert.Equal(expected, TestRows.Read(forms, 0) == TestRows.Read(forms, 1));
    }

    [Fact]
    public void A_value_that_the_target_cannot_hold_is_not_the_same()
    {
        var equality = Equality(Number with { NativeType = "text", Kind = Text }, Document);
        var rows = TestRows.Batch("1|no json");
        Assert.True(equality.IsSame(rows, 0, rows, 0), "The bytes are the same.");
        Assert.False(equality.IsSame(TestRows.Batch("1|no json"), 0, TestRows.Batch("1|[]"), 0), "no json is not []");
    }

    private static RowEquality Equality(Column source, Column? target = null) =>
        new(ComparePlans.Copy([ComparePlans.Id, source], ["id"], [ComparePlans.Id, target ?? source]));
}
