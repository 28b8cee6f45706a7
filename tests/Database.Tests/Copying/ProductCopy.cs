using PidMigration.Copying;
using PidMigration.Database.Tests.Servers;
using PidMigration.Failures;
using PidMigration.Sequences;
using PidMigration.Sessions;

namespace PidMigration.Database.Tests.Copying;

/// <summary>The product at work, as the cmdlets drive it.</summary>
internal static class ProductCopy
{
    public static MigrationSession Between(TestDatabase from, TestDatabase into) => new(from.Address, into.Address);

    /// <summary>
    /// Copies models (all that aren't internal, where none are named); a target that holds rows is cleared first,
    /// unless only new rows are wanted.
    /// </summary>
    public static async Task<CopyOutcome> CopyAsync(
        TestDatabase from,
        TestDatabase into,
        CopyOptions? options = null,
        params IReadOnlyList<string> models
    ) => await CopyAsync(Between(from, into), options ?? new CopyOptions(), models, null);

    public static async Task<CopyOutcome> CopyAsync(
        MigrationSession session,
        CopyOptions options,
        IReadOnlyList<string> models,
        Action<CopyEvent, CancellationTokenSource>? each
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var results = new Dictionary<string, PidCopyResult>();
        var errors = new Dictionary<string, MigrationException>();
        await using var run = await session.PrepareCopyAsync(models, options, stop.Token);
        foreach (var plan in run.Plans)
            if (plan.TargetRows > 0 && !plan.SkipExisting)
                run.Decide(plan, CopyDecision.ClearAndCopy);
        await foreach (var e in run.RunAsync(stop.Token))
        {
            each?.Invoke(e, stop);
            if (e is CopyEvent.PostCopyError problem)
                throw problem.Error;
            if (e is not CopyEvent.Ended ended)
                continue;
            results.Add(ended.Result.Model, ended.Result);
            if (ended.Error is not null)
                errors.Add(ended.Result.Model, ended.Error);
        }

        return new CopyOutcome(results, errors);
    }

    /// <summary>Goes on with the last run; returns the first error that a model ended with.</summary>
    public static async Task<MigrationException?> ResumeAsync(
        MigrationSession session,
        CopyOptions options,
        Action<CopyEvent, CancellationTokenSource>? each
    )
    {
        MigrationException? error = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var run = await session.PrepareResumeAsync([], options, stop.Token);
        await foreach (var e in run.RunAsync(stop.Token))
        {
            each?.Invoke(e, stop);
            if (e is CopyEvent.Ended ended)
                error ??= ended.Error;
        }

        return error;
    }

    /// <summary>The names of all models of the source, internal ones too.</summary>
    public static async Task<IReadOnlyList<string>> AllModelsAsync(MigrationSession session) =>
        [.. (await session.GetModelsAsync(TestContext.Current.CancellationToken)).Select(m => m.Name)];

    /// <summary>Raises the counters of models (all, where none are named).</summary>
    public static async Task<IReadOnlyList<PidSequence>> RaiseAsync(
        TestDatabase from,
        TestDatabase into,
        params IReadOnlyList<string> models
    ) => (await RaiseWithRemarksAsync(Between(from, into), models)).Raised;

    /// <summary>The same, with what the user is told beside it.</summary>
    public static async Task<(IReadOnlyList<PidSequence> Raised, IReadOnlyList<string> Remarks)> RaiseWithRemarksAsync(
        MigrationSession session,
        params IReadOnlyList<string> models
    )
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = await session.PrepareSequencesAsync(models, token);
        var raised = new List<PidSequence>();
        foreach (var plan in run.Plans)
            raised.Add(await run.RaiseAsync(plan, token));
        return (raised, run.Remarks);
    }

    /// <summary>Deletes the target's rows of models (all, where none are named).</summary>
    public static async Task ClearAsync(TestDatabase from, TestDatabase into, params IReadOnlyList<string> models)
    {
        var token = TestContext.Current.CancellationToken;
        await using var run = await Between(from, into).PrepareClearAsync(models, token);
        await run.RunAsync(run.Plans, false, PidMigration.Conversion.AllowedChanges.None, token);
    }
}
