namespace PidMigration.Bench;

/// <summary>Where things are in the repository that this program was built in.</summary>
internal static class BenchEnvironment
{
    /// <summary>The module's manifest; what was built last lies beside it.</summary>
    public static string Module() => Path.Combine(Root(), "module", "PidMigration.psd1");

    /// <summary>The folder of the reports.</summary>
    public static string Results() => Path.Combine(Root(), "bench", "results");

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PidMigration.sln")))
                return folder.FullName;
        throw new FormatException("This program stands outside its repository.");
    }
}
