using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PidMigration.Conversion;
using PidMigration.Copying;
using PidMigration.Database.Tests.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Findings;
using PidMigration.Planning;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Fidelity;

/// <summary>
/// All cases of one direction at once: a table each in one source and one target, looked at, refused, copied, stopped
/// and collected in a handful of runs; the target is read by its own client.
/// </summary>
public sealed class FidelityRun<TFrom, TInto, TCases> : IAsyncLifetime
    where TFrom : TestServer, new()
    where TInto : TestServer, new()
    where TCases : CaseTable, new()
{
    private readonly TFrom _from = new();
    private readonly TInto _into = new();
    private readonly TCases _table = new();
    private readonly Dictionary<string, int> _models = [];
    private CaseOutcome[] _outcomes = [];
    private MigrationSession _session = null!;
    private TestDatabase _source = null!;
    private TestDatabase _target = null!;

    /// <summary>Whether preparing a copy of everything that can't be carried failed, as it must.</summary>
    public string? RefusedWith { get; private set; }

    public (Case Case, CaseOutcome Outcome) this[int number]
    {
        get
        {
            _from.Need();
            _into.Need();
            return (_table.Cases[number], _outcomes[number]);
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (_from.Missing is not null || _into.Missing is not null)
            return;
        _outcomes = [.. _table.Cases.Select(_ => new CaseOutcome())];
        await using var source = _source = await _from.CreateAsync();
        await using var target = _target = await _into.CreateAsync();
        await HostileSettings.ApplyAsync(_source);
        await HostileSettings.ApplyAsync(_target);
        await _source.RunAsync(
            Script(_from, _table.BeforeSource, c => c.From, c => c.Values.Select((v, i) => (i + 1, v.Literal)))
        );
        await _target.RunAsync(Script(_into, _table.BeforeTarget, c => c.Into, _ => [(1000, "NULL")]));

        _session = ProductCopy.Between(_source, _target);
        var token = TestContext.Current.CancellationToken;
        foreach (var model in await _session.GetModelsAsync(token))
            _models.Add(model.Name, int.Parse(model.Table[1..], CultureInfo.InvariantCulture));
        await foreach (var finding in _session.CompareSchemaAsync([], new CopyOptions(), token))
            if (_models.TryGetValue(finding.Model, out var number))
                _outcomes[number].Findings.Add(finding);

        await RefuseAsync(token);
        await CarryAsync();
        await StopAsync();
        await CollectAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool HasError(int number) => _outcomes[number].Findings.Exists(f => f.Severity == FindingSeverity.Error);

    private bool HasTypeError(int number) =>
        _outcomes[number]
            .Findings.Exists(f =>
                f.Severity == FindingSeverity.Error && f.Code.StartsWith("PID1", StringComparison.Ordinal)
            );

    private async Task RefuseAsync(CancellationToken token)
    {
        var refused = Names(HasError);
        try
        {
            await using var run = await _session.PrepareCopyAsync(refused, new CopyOptions(), token);
        }
        catch (MigrationException e)
        {
            RefusedWith = e.Code;
        }

        await ReadAsync((o, rows) => o.Untouched = [.. rows.Select(r => $"{r.Key}: {r.Value}")]);
    }

    private async Task CarryAsync()
    {
        var chosen = Names(n =>
            _table.Cases[n].Carried && (_table.Cases[n].Allow is not null ? HasError(n) : !HasError(n))
        );
        var allow = new AllowedChanges(
            _table.Cases.Select((c, n) => c.Allow is { } what ? $"t{n:000}.v={what}" : null).OfType<string>()
        );
        var outcome = await ProductCopy.CopyAsync(_session, new CopyOptions { Allow = allow }, chosen, null);
        foreach (var (model, result) in outcome.Results)
            _outcomes[_models[model]].Copied = result;
        await ReadAsync((o, rows) => o.Arrived = rows);
    }

    private async Task StopAsync()
    {
        var outcome = await ProductCopy.CopyAsync(
            _session,
            new CopyOptions { SkipPreflight = true },
            Names(IsForced),
            null
        );
        foreach (var (model, result) in outcome.Results)
        {
            _outcomes[_models[model]].Stopped = result;
            _outcomes[_models[model]].StoppedCode = outcome.Errors.GetValueOrDefault(model)?.Code;
        }

        await ReadAsync((o, rows) => o.AfterStop = rows);
    }

    private async Task CollectAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), _source.Name + ".jsonl");
        using (var rejects = new RejectsFile(path))
        {
            var outcome = await ProductCopy.CopyAsync(
                _session,
                new CopyOptions { SkipPreflight = true, Rejects = rejects },
                Names(IsForced),
                null
            );
            foreach (var (model, result) in outcome.Results)
                _outcomes[_models[model]].Collected = result;
        }

        await ReadAsync((o, rows) => o.AfterCollect = rows);
        if (!File.Exists(path))
            return;
        foreach (var line in await File.ReadAllLinesAsync(path))
        {
            var reject = JsonNode.Parse(line)!;
            _outcomes[_models[(string)reject["model"]!]]
                .Rejects.Add(
                    int.Parse((string)reject["key"]!["id"]!, CultureInfo.InvariantCulture),
                    (string)reject["reason"]!
                );
        }

        File.Delete(path);
    }

    /// <summary>The cases that go without a pre-flight: those of which some value is named or refused.</summary>
    private bool IsForced(int number) =>
        !_table.Cases[number].Carried && !_table.Cases[number].TypesRefused && !HasTypeError(number);

    private List<string> Names(Func<int, bool> which) => [.. _models.Where(m => which(m.Value)).Select(m => m.Key)];

    private string Script(
        TestServer server,
        string before,
        Func<Case, string> type,
        Func<Case, IEnumerable<(int Id, string Literal)>> rows
    )
    {
        var sql = new StringBuilder(HostileSettings.Loose(server)).AppendLine(before);
        for (var n = 0; n < _table.Cases.Count; n++)
        {
            if (!IsFor(n))
                continue;
            sql.AppendLine(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE t{n:000} (id int NOT NULL PRIMARY KEY, v {type(_table.Cases[n])});"
            );
            foreach (var (id, literal) in rows(_table.Cases[n]))
                sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO t{n:000} VALUES ({id}, {literal});");
        }

        return sql.ToString();
    }

    public bool IsFor(int number) =>
        _table.Cases[number].Only is not { } only || only == _from.Name || only == _into.Name;

    /// <summary>Every cell of the target, by its own client: the key, and the value's digits.</summary>
    private async Task ReadAsync(Action<CaseOutcome, IReadOnlyDictionary<int, string>> take)
    {
        var sql = string.Join("\n", Enumerable.Range(0, _table.Cases.Count).Where(IsFor).Select(QueryOf));
        var rows = (await _target.LinesAsync(sql))
            .Select(l => l.Split('|'))
            .ToLookup(l => int.Parse(l[0], CultureInfo.InvariantCulture));
        for (var n = 0; n < _outcomes.Length; n++)
            take(_outcomes[n], rows[n].ToDictionary(r => int.Parse(r[1], CultureInfo.InvariantCulture), r => r[2]));
    }

    private string QueryOf(int number)
    {
        var cell = $"COALESCE({_into.Cell("v", _table.Cases[number].Kind)}, '~')";
        return $"SELECT {_into.Join([$"'{number}|'", "id", "'|'", cell])} FROM t{number:000} ORDER BY id;";
    }
}
