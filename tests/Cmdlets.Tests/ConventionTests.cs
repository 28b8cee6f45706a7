using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using PidMigration.Catalog;
using PidMigration.Cmdlets.Base;
using PidMigration.Cmdlets.Tests.Hosting;

namespace PidMigration.Cmdlets.Tests;

/// <summary>
/// Conventions of the module that the compiler doesn't check; those of all C# files are in Core.Tests.
/// </summary>
public sealed class ConventionTests
{
    private const int MostParameters = 6;

    [Fact]
    public void Every_type_of_the_format_file_exists()
    {
        var file = Path.Combine(Path.GetDirectoryName(Shell.Manifest)!, "PidMigration.format.ps1xml");
        var names = XDocument.Load(file).Descendants("TypeName").Select(e => e.Value).Distinct().ToList();
        Assert.NotEmpty(names);
        Assembly[] assemblies = [typeof(MigrationCmdlet).Assembly, typeof(PidModel).Assembly];
        Assert.DoesNotContain(names, name => Array.TrueForAll(assemblies, a => a.GetType(name) is null));
    }

    [Fact]
    public void Methods_and_constructors_of_the_cmdlets_have_at_most_six_parameters()
    {
        const BindingFlags Declared =
            BindingFlags.DeclaredOnly
            | BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.Public
            | BindingFlags.NonPublic;
        var crowded =
            from type in typeof(MigrationCmdlet).Assembly.GetTypes()
            where !type.IsDefined(typeof(CompilerGeneratedAttribute))
            from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
            where method.GetParameters().Length > MostParameters
            select $"{type.FullName}.{method.Name} has {method.GetParameters().Length} parameters.";
        Assert.True(!crowded.Any(), string.Join('\n', crowded));
    }
}
