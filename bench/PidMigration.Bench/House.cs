namespace PidMigration.Bench;

/// <summary>Where things are in the repository that this program was built in.</summary>
internal static class House
{
    /// <summary>PidMigration.Shell.dll, of the same configuration and framework as this program.</summary>
    public static string Shell()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Root(), "src", "PidMigration.Shell", "bin", output.Parent!.Name, output.Name, "PidMigration.Shell.dll");
    }

    /// <summary>The folder of the reports.</summary>
    public static string Results() => Path.Combine(Root(), "bench", "results");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PidMigration.sln")))
                return folder.FullName;
        throw new FormatException("This program stands outside its repository; name --shell and --results.");
    }
}
