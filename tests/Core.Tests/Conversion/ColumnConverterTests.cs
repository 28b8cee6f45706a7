using System.Globalization;
using System.Text;
using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Databases;
using PidMigration.Rows;

namespace PidMigration.Core.Tests.Conversion;

/// <summary>
/// Several workers convert by one rule at a time: what one of them is at never shows in another's values.
/// </summary>
public sealed class ColumnConverterTests
{
    private const int Threads = 8;
    private const int ValuesPerThread = 2_000;

    /// <summary>Narrow in every respect, so that each guard that there is stands in the way.</summary>
    private static readonly Column Narrow = new("v", "the target's type", ValueKind.Unknown)
    {
        Bytes = 8,
        MaxLength = 40,
        Precision = 30,
        Scale = 3,
        Labels = ["a", "b"],
    };

    /// <summary>Has everything that some target lacks.</summary>
    private static readonly EngineTraits AnySource = new()
    {
        EnforcesDeclarations = true,
        HoldsNaN = true,
        HoldsInfiniteDates = true,
        HoldsDistantYears = true,
        HoldsZeroDates = true,
        HoldsTimesBeyondDay = true,
        HoldsNul = true,
        HoldsEmptyLabel = true,
    };

    public static IEnumerable<TheoryDataRow<ValueKind, ValueKind, DatabaseEngine, bool>> Rules =>
        from rule in ConversionTable.All
        from engine in Enum.GetValues<DatabaseEngine>()
        from loose in (bool[])[false, true]
        where Find(rule.From, rule.To, engine, loose).Steps.Count > 1
        select new TheoryDataRow<ValueKind, ValueKind, DatabaseEngine, bool>(rule.From, rule.To, engine, loose);

    [Theory, MemberData(nameof(Rules))]
    public async Task Workers_that_share_a_rule_do_not_mix_their_values(
        ValueKind from,
        ValueKind to,
        DatabaseEngine engine,
        bool loose
    )
    {
        var rule = Find(from, to, engine, loose);
        using var begin = new Barrier(Threads);
        var workers = Enumerable
            .Range(0, Threads)
            .Select(thread =>
                Task.Factory.StartNew(
                    () =>
                    {
                        var converter = ColumnConverter.Of(rule)!;
                        var batch = new RowBatch(1);
                        begin.SignalAndWait();
                        for (var i = 0; i < ValuesPerThread; i++)
                            Assert.InRange(converter.Convert(Value(from, thread, i), batch), -1, int.MaxValue);
                        return Rows(batch);
                    },
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToList();
        for (var thread = 0; thread < Threads; thread++)
        {
            var alone = ColumnConverter.Of(rule)!;
            var batch = new RowBatch(1);
            for (var i = 0; i < ValuesPerThread; i++)
                alone.Convert(Value(from, thread, i), batch);
            Assert.Equal(Rows(batch), await workers[thread]);
        }
    }

    [Fact]
    public void Rules_of_several_steps_exist_for_each_engine() =>
        Assert.Equal(Enum.GetValues<DatabaseEngine>(), Rules.Select(r => r.Data.Item3).Distinct().Order());

    [Fact]
    public void Steps_run_in_order_and_their_changes_add_up()
    {
        FieldConverter twice = (value, output) =>
        {
            output.Append([.. value, .. value]);
            return 1;
        };
        FieldConverter nothing = (_, output) =>
        {
            output.AppendNull();
            return 1;
        };
        FieldConverter never = (_, _) => -1;
        var batch = new RowBatch(1);
        Assert.Equal(4, ColumnConverter.Of(Rule(twice, twice, twice, twice))!.Convert("x"u8, batch));
        Assert.Equal(16, batch.Field(0, 0).Length);
        Assert.Equal(2, ColumnConverter.Of(Rule(twice, nothing, never))!.Convert("x"u8, batch));
        Assert.True(batch.IsNull(1, 0), "The second value is not NULL.");
        Assert.Equal(-1, ColumnConverter.Of(Rule(twice, never, twice))!.Convert("x"u8, batch));
        Assert.Equal(2, batch.Rows);
        Assert.Null(ColumnConverter.Of(Rule()));
    }

    private static ConversionRule Rule(params FieldConverter[] steps) =>
        new(ValueKind.Text, ValueKind.Text, Exactness.Checked, steps);

    private static ConversionRule Find(ValueKind from, ValueKind to, DatabaseEngine engine, bool loose)
    {
        var source = new Column("v", "the source's type", from) { IsDynamicallyTyped = loose };
        var target = Narrow with
        {
            Kind = to,
            Labels = to is ValueKind.EnumLabel or ValueKind.EnumSet ? Narrow.Labels : [],
        };
        return ConversionResolver.Resolve(
            new ConversionContext(source, target, AnySource, DatabaseDrivers.All.Single(d => d.Engine == engine).Traits)
            {
                Allowed = AllowedChanges.OfValues,
            }
        );
    }

    private static byte[] Value(ValueKind kind, int thread, int i)
    {
        var at = new DateTime(2000, 1, 1).AddDays(thread * 300).AddSeconds(i).AddMilliseconds(i % 1000);
        return Encoding.UTF8.GetBytes(
            kind switch
            {
                ValueKind.Date => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ValueKind.Time => at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
                ValueKind.Timestamp or ValueKind.Instant => at.ToString(
                    "yyyy-MM-dd HH:mm:ss.fff",
                    CultureInfo.InvariantCulture
                ),
                ValueKind.Duration => at.ToString("d' days 'HH:mm:ss.fff", CultureInfo.InvariantCulture),
                ValueKind.Integer or ValueKind.Year or ValueKind.Bits => $"{1000 + thread * ValuesPerThread + i}",
                ValueKind.Decimal or ValueKind.Float32 or ValueKind.Float64 => $"{thread * 1000 + i % 1000}.5",
                ValueKind.Uuid => new Guid(thread, (short)i, (short)(i >> 16), 1, 2, 3, 4, 5, 6, 7, 8).ToString("N"),
                ValueKind.Json or ValueKind.Composite => $$"""{"thread": {{thread}}, "row": {{i}}}""",
                ValueKind.EnumLabel or ValueKind.EnumSet => i % 2 == 0 ? "a" : "b",
                _ => $"worker {thread}, row {i}" + (i % 3 == 0 ? "\0" : ""),
            }
        );
    }

    private static IEnumerable<string> Rows(RowBatch batch) =>
        [
            .. Enumerable
                .Range(0, batch.Rows)
                .Select(r => batch.IsNull(r, 0) ? "NULL" : Encoding.UTF8.GetString(batch.Field(r, 0))),
        ];
}
