using System.Globalization;
using System.Text;
using PidMigration.Copying;
using PidMigration.Database.Tests.Reading;
using PidMigration.Database.Tests.Servers;
using PidMigration.Findings;
using PidMigration.Planning;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>Each case of one direction: exact, refused, or carried with a change that was allowed.</summary>
public abstract class FidelityContract<TFrom, TInto, TCases>(FidelityRun<TFrom, TInto, TCases> run)
    : IClassFixture<FidelityRun<TFrom, TInto, TCases>>
    where TFrom : TestServer, new()
    where TInto : TestServer, new()
    where TCases : CaseTable, new()
{
    private const string Before = "1000: ~";

#pragma warning disable CA1000 // xunit wants the data static, and each direction has its own.
    public static IEnumerable<TheoryDataRow<int, string>> Cases =>
        new TCases()
            .Cases.Select((c, n) => (Case: c, Number: n))
            .Where(c => c.Case.Only is not { } only || only == new TFrom().Name || only == new TInto().Name)
            .Select(c => new TheoryDataRow<int, string>(c.Number, c.Case.ToString()));
#pragma warning restore CA1000

    [Theory, MemberData(nameof(Cases))]
    public void The_case_holds(int number, string name)
    {
        var (c, outcome) = run[number];
        Assert.Equal(name, c.ToString());
        var errors = outcome.Findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        if (c.Finding is null || c.Values.All(v => !v.Named) && !c.TypesRefused && c.Allow is null)
            Assert.Empty(errors);
        else
        {
            AssertNamed(c, errors);
            Assert.NotNull(run.RefusedWith);
        }

        Assert.Equal([Before], outcome.Untouched);
        if (c.TypesRefused)
            return;
        if (c.Carried)
            AssertCarried(c, outcome);
        else
            AssertForced(c, outcome);
    }

    private static void AssertNamed(Case c, List<PidFinding> errors)
    {
        var finding = Assert.Single(errors);
        Assert.Equal(c.Finding, finding.Code);
        Assert.Equal("v", finding.Column);
        if (c.TypesRefused || finding.Code.StartsWith("PID1", StringComparison.Ordinal))
            return;
        var named = c
            .Values.Select((v, i) => (v, i))
            .Where(v => v.v.Named)
            .Select(v => (v.i + 1).ToString(CultureInfo.InvariantCulture))
            .ToList();
        if (c.Allow is not null)
            return;
        Assert.Equal(named.Take(5), finding.Keys);
        Assert.Equal(named.Count, finding.Rows);
    }

    private static void AssertCarried(Case c, CaseOutcome outcome)
    {
        Assert.NotNull(outcome.Copied);
        Assert.True(outcome.Copied.Status == CopyStatus.Copied, outcome.Copied.Reason);
        AssertRows(c, outcome.Arrived, _ => true);
        Assert.Equal(c.Changed, outcome.Copied.Conversions.Sum(v => v.Values));
        if (c.Allow is { } allowed)
            Assert.Equal(allowed.ToString(), Assert.Single(outcome.Copied.Conversions).Names);
    }

    private static void AssertForced(Case c, CaseOutcome outcome)
    {
        Assert.NotNull(outcome.Stopped);
        if (c.Values.All(v => !v.Refused))
        {
            Assert.Equal(CopyStatus.Copied, outcome.Stopped.Status);
            AssertRows(c, outcome.AfterStop, _ => true);
            return;
        }

        Assert.True(outcome.Stopped.Status == CopyStatus.Failed, $"not refused: {Shown(c, outcome.AfterStop)}");
        Assert.True(outcome.StoppedCode is "PID1601" or "PID1607", outcome.StoppedCode);
        Assert.Empty(outcome.AfterStop);
        Assert.NotNull(outcome.Collected);
        if (c.Values.Any(v => v.Unreadable))
        {
            Assert.Equal(CopyStatus.Failed, outcome.Collected.Status);
            Assert.Empty(outcome.AfterCollect);
            return;
        }

        AssertRows(c, outcome.AfterCollect, v => !v.Refused);
        Assert.Equal(CopyStatus.Partial, outcome.Collected.Status);
        var refused = c.Values.Select((v, i) => (v, i)).Where(v => v.v.Refused).Select(v => v.i + 1).ToList();
        Assert.Equal(refused, outcome.Rejects.Keys.Order());
        Assert.Equal(refused.Count, outcome.Collected.Rejected);
        Assert.All(outcome.Rejects.Values, r => Assert.Contains("v", r, StringComparison.Ordinal));
    }

    private static void AssertRows(Case c, IReadOnlyDictionary<int, string> rows, Func<Value, bool> which)
    {
        for (var i = 0; i < c.Values.Count; i++)
        {
            var value = c.Values[i];
            if (!which(value))
                Assert.False(rows.ContainsKey(i + 1), $"{value.Literal} was not refused: {Shown(c, rows)}");
            else
            {
                var expected =
                    value.Arrives is null ? "NULL"
                    : c.Kind == CellKind.Bytes ? value.Arrives
                    : CanonicalText.Of(Convert.ToHexString(Encoding.UTF8.GetBytes(value.Arrives)), c.Kind);
                Assert.True(rows.TryGetValue(i + 1, out var cell), $"{value.Literal} is missing.");
                Assert.Equal((value.Literal, expected), (value.Literal, CanonicalText.Of(cell, c.Kind)));
            }
        }

        Assert.Equal(c.Values.Count(which), rows.Count);
    }

    private static string Shown(Case c, IReadOnlyDictionary<int, string> rows) =>
        string.Join(
            "; ",
            rows.Select(r =>
                $"{(r.Key <= c.Values.Count ? c.Values[r.Key - 1].Literal : "?")} → {CanonicalText.Of(r.Value, c.Kind)}"
            )
        );
}
