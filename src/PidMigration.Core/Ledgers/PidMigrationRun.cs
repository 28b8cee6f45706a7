namespace PidMigration.Ledgers;

/// <summary>A run of Copy-PidModel, as the target's ledger has it.</summary>
public sealed record PidMigrationRun
{
    /// <summary>Its name: when it began, in UTC.</summary>
    public required string Run { get; init; }

    /// <summary>Running, Resumable, Failed (resumable after its cause is fixed), Complete or Superseded.</summary>
    public required string Status { get; init; }

    /// <summary>The rows that are done, in percent of those that were to be copied.</summary>
    public double Percent { get; init; }

    /// <summary>The source, without user and password.</summary>
    public required string Source { get; init; }

    /// <summary>The target, without its password.</summary>
    public required string Target { get; init; }

    /// <summary>The date and time when the run began, in UTC.</summary>
    public DateTime Started { get; init; }

    /// <summary>When something of it was written last, in UTC.</summary>
    public DateTime Updated { get; init; }

    /// <summary>How often it was begun: 1, and one more for each resume.</summary>
    public int Attempt { get; init; }

    /// <summary>The models of the run, with their progress.</summary>
    public IReadOnlyList<PidMigrationModel> Models { get; init; } = [];

    /// <summary>The run of some lines of the ledger; <paramref name="alive"/> is whether it is written now.</summary>
    internal static PidMigrationRun FromLedger(LedgerRun run, string target, bool alive)
    {
        var models = run
            .Entries.GroupBy(e => e.Model)
            .Select(parts => PidMigrationModel.FromEntries([.. parts], alive))
            .ToList();
        var counted = run.Entries.Where(e => e.State != LedgerState.Superseded).ToList();
        var status =
            alive ? MigrationStatus.Running
            : models.Exists(m => m.State == MigrationStatus.Failed) ? MigrationStatus.Failed
            : run.IsOpen ? MigrationStatus.Resumable
            : counted.Count == 0 ? MigrationStatus.Superseded
            : MigrationStatus.Complete;
        return new PidMigrationRun
        {
            Run = run.Run,
            Source = run.Settings.Source,
            Target = target,
            Started = run.Settings.Started,
            Updated = run.Updated,
            Attempt = run.Attempt,
            Models = models,
            Status = status.ToString(),
            Percent = PidMigrationModel.PercentOf(counted),
        };
    }
}
