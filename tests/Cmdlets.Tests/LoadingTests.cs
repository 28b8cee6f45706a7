using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>
/// What is tested here is the module as a user's PowerShell loads it, although the tests have drivers of their own.
/// </summary>
public sealed class LoadingTests(Pairs pairs)
{
    [Fact]
    public void Core_and_its_drivers_load_into_a_context_of_their_own()
    {
        using var shell = Shell.Open();
        var lines = shell
            .Run(
                $$"""
                $null = Get-PidModel -Source '{{pairs.Source}}'
                $names = 'PidMigration.Cmdlets', 'PidMigration.Core', 'Microsoft.Data.Sqlite'
                [AppDomain]::CurrentDomain.GetAssemblies() |
                    Where-Object { $_.GetName().Name -in $names } |
                    ForEach-Object { "$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name) $($_.Location)" }
                """
            )
            .Good();
        var module = Path.Combine(Path.GetDirectoryName(Shell.Manifest)!, "bin");
        Assert.Equivalent(
            (string[])
                [
                    $"Default {module}/PidMigration.Cmdlets.dll",
                    $"Default {AppContext.BaseDirectory}Microsoft.Data.Sqlite.dll",
                    $"PidMigration {module}/Core/Microsoft.Data.Sqlite.dll",
                    $"PidMigration {module}/Core/PidMigration.Core.dll",
                ],
            lines.Select(l => l.Replace('\\', '/')),
            strict: true
        );
    }
}
