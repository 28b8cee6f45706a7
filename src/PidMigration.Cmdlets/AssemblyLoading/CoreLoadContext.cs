using System.Reflection;
using System.Runtime.Loader;

namespace PidMigration.Cmdlets.AssemblyLoading;

/// <summary>The context of Core and the drivers, native SQLite included.</summary>
internal sealed class CoreLoadContext(string corePath) : AssemblyLoadContext("PidMigration")
{
    private readonly AssemblyDependencyResolver _resolver = new(corePath);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;
}
