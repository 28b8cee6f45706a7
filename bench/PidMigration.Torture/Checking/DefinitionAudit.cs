namespace PidMigration.Torture.Checking;

/// <summary>Compares definitions byte for byte, line by line.</summary>
internal static class DefinitionAudit
{
    /// <summary>
    /// The lines that are gone (-) and that are new (+), each as often as it is so; an order that changed counts as
    /// one.
    /// </summary>
    public static IReadOnlyList<string> Differences(string before, string after)
    {
        if (before == after)
            return [];
        var gone = before.Split('\n').ToList();
        var added = new List<string>();
        foreach (var line in after.Split('\n'))
            if (!gone.Remove(line))
                added.Add(line);
        var differences = gone.Select(line => "- " + line).Concat(added.Select(line => "+ " + line)).ToList();
        return differences.Count > 0 ? differences : ["the same lines in another order"];
    }
}
