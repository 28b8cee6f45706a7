namespace PidMigration.Shell.Engine;

/// <summary>Where modules are looked for: the copy of this module beside the program first, then where PowerShell looks.</summary>
internal static class ModulePath
{
    private const string Variable = "PSModulePath";

    /// <summary>Puts the program's own folder first. To be called when the engine has set its own path.</summary>
    public static void PutOwnFolderFirst()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "Modules");
        var others = (Environment.GetEnvironmentVariable(Variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(folder => folder != own);
        Environment.SetEnvironmentVariable(Variable, string.Join(Path.PathSeparator, others.Prepend(own)));
    }
}
