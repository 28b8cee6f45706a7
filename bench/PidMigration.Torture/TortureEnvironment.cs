namespace PidMigration.Torture;

/// <summary>Where things are in the repository that this program was built in.</summary>
internal static class TortureEnvironment
{
    /// <summary>Where the outputs of failed loops are kept.</summary>
    public static string Artifacts() => Path.Combine(Root(), "artifacts", "torture");

    /// <summary>The page with the figures.</summary>
    public static string Page() => Path.Combine(Root(), "docs", "reliability.md");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PidMigration.sln")))
                return folder.FullName;
        throw new FormatException("This program stands outside its repository.");
    }
}
