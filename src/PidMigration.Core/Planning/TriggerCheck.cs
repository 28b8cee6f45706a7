using PidMigration.Catalog;
using PidMigration.Conversion;
using PidMigration.Findings;

namespace PidMigration.Planning;

/// <summary>
/// Which of the target's triggers would fire at what is about to be done, and which are off although the application
/// needs them.
/// </summary>
internal static class TriggerCheck
{
    /// <summary>The code of a table whose triggers the user isn't shown.</summary>
    public const string HiddenCode = "PID1229";

    private static readonly (TriggerEvents Event, string Words)[] Words =
    [
        (TriggerEvents.Insert, "inserted"),
        (TriggerEvents.Update, "updated"),
        (TriggerEvents.Delete, "deleted"),
        (TriggerEvents.Truncate, "truncated"),
    ];

    /// <summary>A finding for each trigger that would fire: an error, unless the user allowed it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="target">The target's table.</param>
    /// <param name="events">What is about to be done to its rows.</param>
    /// <param name="areOff">Whether our session has switched triggers off as far as it may.</param>
    /// <param name="allowances">What the user allowed.</param>
    public static IEnumerable<PidFinding> Fire(
        PidModel model,
        Table target,
        TriggerEvents events,
        bool areOff,
        AllowedChanges allowances
    )
    {
        foreach (var trigger in target.Triggers.Where(t => (t.Events & events) != 0 && t.Fires(areOff)))
        {
            var allowed = allowances.Has(AllowedChange.FireTriggers, model.Name, model.Table, trigger.Name);
            var when = string.Join(
                " or ",
                Words.Where(w => (trigger.Events & events & w.Event) != 0).Select(w => w.Words)
            );
            yield return Finding(
                allowed ? FindingSeverity.Warning : FindingSeverity.Error,
                "PID1215",
                model,
                $"{model.Name}: the target's trigger '{trigger.Name}' on {target.FullName} would fire for "
                    + $"the rows that are {when}, and may change these or other rows. "
                    + "Drop or disable it during the copy, or add -Allow FireTriggers."
            );
        }

        if (events != 0 && target.HidesTriggers)
            yield return Finding(
                FindingSeverity.Warning,
                HiddenCode,
                model,
                $"{model.Name}: the user lacks the right TRIGGER on {target.FullName}, so triggers may fire "
                    + "unnoticed. Grant it to see them."
            );
    }

    /// <summary>
    /// A finding for each trigger that is off in our session and may have filled a column that the source doesn't have.
    /// </summary>
    public static IEnumerable<PidFinding> StayOff(ModelPlan plan, TriggerEvents events, bool areOff)
    {
        var unfilled = plan
            .Target.Columns.Where(c => c.IsData && plan.Columns.All(p => p.Target != c))
            .Select(c => c.Name)
            .ToList();
        if (unfilled.Count == 0)
            yield break;
        foreach (
            var trigger in plan.Target.Triggers.Where(t =>
                t is { ChangesRow: true, FiresNormally: true } && (t.Events & events) != 0 && !t.Fires(areOff)
            )
        )
            yield return Finding(
                FindingSeverity.Warning,
                "PID1224",
                plan.Model,
                $"{plan.Model.Name}: the target's trigger '{trigger.Name}' on {plan.Target.FullName} is "
                    + $"disabled in this session, and the source has no column "
                    + $"{string.Join(", ", unfilled.Select(c => $"'{c}'"))}: "
                    + "the column is not filled. If the trigger fills it (full text), run its statement after the copy."
            );
    }

    private static PidFinding Finding(FindingSeverity severity, string code, PidModel model, string message) =>
        new()
        {
            Severity = severity,
            Code = code,
            Model = model.Name,
            Rule = "Trigger",
            Message = message,
        };
}
