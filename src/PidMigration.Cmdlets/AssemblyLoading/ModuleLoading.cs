using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace PidMigration.Cmdlets.AssemblyLoading;

/// <summary>
/// Lets Core and the drivers load into a context of their own, so that another module's older Npgsql and ours don't
/// meet. Only Core's name is answered in the engine's context; all that Core needs is found from there.
/// Source: PowerShell docs, "Resolving PowerShell module assembly dependency conflicts".
/// </summary>
public sealed class ModuleLoading : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string CoreName = "PidMigration.Core";
    private static readonly Lock Gate = new();
    private static CoreLoadContext? _context;

    /// <summary>
    /// Called by the engine at each import, a forced one included: the context is made once in a process.
    /// </summary>
    public void OnImport()
    {
        lock (Gate)
        {
            if (_context is not null)
                return;
            var folder = Path.GetDirectoryName(typeof(ModuleLoading).Assembly.Location)!;
            _context = new CoreLoadContext(Path.Combine(folder, "Core", CoreName + ".dll"));
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    /// <summary>
    /// Called when the module is removed; assemblies stay in a process, so that there is nothing to do.
    /// </summary>
    public void OnRemove(PSModuleInfo psModuleInfo) { }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == CoreName ? _context!.LoadFromAssemblyName(name) : null;
}
