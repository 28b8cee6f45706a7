using System.Management.Automation;

namespace PidMigration.Shell.Progress;

/// <summary>The live activities in the order they are drawn: each below its parent, brothers in the order they began.</summary>
internal sealed class ProgressTree
{
    private readonly Dictionary<(long Source, int Id), ProgressActivity> byId = [];
    private readonly List<ProgressActivity> ordered = [];

    /// <summary>The activities from top to bottom.</summary>
    public IReadOnlyList<ProgressActivity> Activities => ordered;

    /// <summary>Takes a record in: a new activity, news of one, or its end (which ends those below it too).</summary>
    /// <param name="source">The engine's number of the pipeline that wrote it; ids are unique only within one.</param>
    /// <param name="record">The record.</param>
    public void Update(long source, ProgressRecord record)
    {
        var key = (source, record.ActivityId);
        if (record.RecordType == ProgressRecordType.Completed)
        {
            if (byId.TryGetValue(key, out var ended))
                Remove(ended);
            return;
        }
        if (!byId.TryGetValue(key, out var activity))
            activity = byId[key] = Insert(FindParent(source, record));
        activity.Title = OneLine(record.Activity);
        activity.Status = OneLine(string.IsNullOrEmpty(record.CurrentOperation)
            ? record.StatusDescription
            : $"{record.StatusDescription} {record.CurrentOperation}");
        activity.Percent = Math.Min(record.PercentComplete, 100);
        activity.SecondsRemaining = record.SecondsRemaining;
    }

    /// <summary>Forgets all activities: the pipeline that wrote them has ended.</summary>
    public void Clear()
    {
        byId.Clear();
        ordered.Clear();
    }

    private static string OneLine(string? text) => (text ?? "").ReplaceLineEndings(" ").Trim();

    private ProgressActivity? FindParent(long source, ProgressRecord record)
    {
        if (record.ParentActivityId < 0)
            return null;
        if (byId.TryGetValue((source, record.ParentActivityId), out var parent))
            return parent;
        // A script's own bar may stand above a cmdlet's: the two come from different sources.
        return byId.LastOrDefault(pair => pair.Key.Id == record.ParentActivityId).Value;
    }

    private ProgressActivity Insert(ProgressActivity? parent)
    {
        var activity = new ProgressActivity { Parent = parent };
        var last = parent is null ? ordered.Count - 1 : ordered.FindLastIndex(other => other.IsWithin(parent));
        ordered.Insert(last + 1, activity);
        return activity;
    }

    private void Remove(ProgressActivity ended)
    {
        foreach (var (key, activity) in byId.ToArray())
            if (activity.IsWithin(ended))
                byId.Remove(key);
        ordered.RemoveAll(activity => activity.IsWithin(ended));
    }
}
