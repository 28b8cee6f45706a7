using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using PidMigration.Cmdlets.AssemblyLoading;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>
/// Lets tests call the module's own code. It is compiled against, but never copied beside the tests: the assemblies are
/// those that PowerShell loads from the module's folder, each into its own context.
/// </summary>
internal static class ModuleAssemblies
{
    private const string CmdletsName = "PidMigration.Cmdlets";

    [ModuleInitializer]
    internal static void Initialize()
    {
        var path = Path.Combine(Path.GetDirectoryName(Shell.Manifest)!, "bin", CmdletsName + ".dll");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == CmdletsName ? context.LoadFromAssemblyPath(path) : null;
        ResolveCore();
    }

    /// <summary>Not inlined: only here may the type be looked for, after the handler is in place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ResolveCore() => new ModuleLoading().OnImport();
}
