using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PidMigration.Conversion;
using PidMigration.Rows;
using PidMigration.Sessions;

namespace PidMigration.Core.Tests;

/// <summary>Conventions that the compiler doesn't check.</summary>
public sealed partial class ConventionTests
{
    private static readonly string Core = Path.Combine(Repository.Root, "src", "PidMigration.Core");

    private const int Columns = 120;
    private const int MostParameters = 6;
    private const int TinyType = 16;

    public static TheoryData<string> Folders => ["src", "tests", "bench", "tools", "samples"];

    private static readonly (string Driver, string Folder)[] Drivers =
    [
        ("Npgsql", "PostgreSql"),
        ("MySqlConnector", "MySql"),
        ("Microsoft.Data.Sqlite", "Sqlite"),
        ("SQLitePCL", "Sqlite"),
    ];

    [Fact]
    public void Core_does_not_reference_PowerShell() =>
        Assert.DoesNotContain(
            typeof(MigrationSession).Assembly.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("System.Management.Automation", StringComparison.Ordinal)
        );

    /// <summary>
    /// What a program is started with is there for everyone to read: no password is ever given to one.
    /// </summary>
    [Fact]
    public void Core_starts_no_program() =>
        Assert.All(
            Sources(),
            f =>
                Assert.DoesNotContain(
                    Code(f),
                    l =>
                        l.Contains("ProcessStartInfo", StringComparison.Ordinal)
                        || l.Contains("Process.Start", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void A_driver_is_used_in_its_own_folder_only()
    {
        foreach (var file in Sources())
        foreach (var (driver, folder) in Drivers)
            if (
                !file.StartsWith(
                    Path.Combine(Core, "Databases", folder) + Path.DirectorySeparatorChar,
                    StringComparison.Ordinal
                )
            )
                Assert.False(
                    Code(file)
                        .Any(l =>
                            l.Contains($"using {driver}", StringComparison.Ordinal)
                            || l.Contains($"{driver}.", StringComparison.Ordinal)
                        ),
                    $"{file} uses {driver}."
                );
    }

    [Fact]
    public void Every_engine_has_the_same_files()
    {
        string[] common =
        [
            "BatchLoader.cs",
            "CatalogReader.cs",
            "ConnectionFactory.cs",
            "Dialect.cs",
            "Driver.cs",
            "ExceptionTranslator.cs",
            "RowReader.cs",
            "Snapshot.cs",
            "Target.cs",
            "TypeMap.cs",
            "ValuePredicates.cs",
        ];
        foreach (var folder in Drivers.Select(d => d.Folder).Distinct())
        foreach (var file in common)
            Assert.True(
                File.Exists(Path.Combine(Core, "Databases", folder, folder + file)),
                $"{folder} has no {folder}{file}."
            );
    }

    /// <summary>
    /// Several workers use a plan and its rules at a time: whoever converts owns what it writes into. Seen once: a
    /// buffer in a closure of a rule, and the values of one row in another.
    /// </summary>
    [Fact]
    public void Plans_and_rules_hold_no_buffer()
    {
        string[] shared =
        [
            "PidMigration.Catalog",
            "PidMigration.Conversion",
            "PidMigration.Conversion.Rules",
            "PidMigration.Planning",
        ];
        Type[] owned = [typeof(ColumnConverter), typeof(RowConverter)];
        var held =
            from type in typeof(MigrationSession).Assembly.GetTypes()
            where shared.Contains(type.Namespace) && !owned.Contains(type) && !owned.Contains(type.DeclaringType)
            from field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            )
            where IsBuffer(field.FieldType)
            select $"{type}.{field.Name}";
        Assert.Empty(held);
    }

    /// <summary>What is static is shared by everybody: it is set once, and it is no buffer.</summary>
    [Fact]
    public void Static_fields_never_change()
    {
        var changing =
            from type in typeof(MigrationSession).Assembly.GetTypes()
            where type.Namespace?.StartsWith("PidMigration", StringComparison.Ordinal) == true && !IsGenerated(type)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where !field.IsLiteral && (!field.IsInitOnly || IsBuffer(field.FieldType)) && !IsGenerated(field)
            select $"{type}.{field.Name}";
        Assert.Empty(changing);
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() => AssertLengths(Path.Combine(Repository.Root, "src"), 300);

    [Fact]
    public void No_cmdlet_is_longer_than_120_lines() =>
        AssertLengths(Path.Combine(Repository.Root, "src", "PidMigration.Cmdlets", "Commands"), 120);

    [Theory, MemberData(nameof(Folders))]
    public void No_line_is_longer_than_120_columns(string folder)
    {
        var tooLong =
            from file in Repository.Sources(Path.Combine(Repository.Root, folder))
            from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Length > Columns
            select $"{Relative(file)}:{line.Number} has {line.Text.Length} columns.";
        Assert.True(!tooLong.Any(), string.Join('\n', tooLong));
    }

    /// <summary>
    /// Several types share a file only as a family of one-line declarations, or where one of them has no more than
    /// that: test classes that name their servers, the cases of a small hierarchy.
    /// </summary>
    [Theory, MemberData(nameof(Folders))]
    public void A_file_holds_one_top_level_type_or_a_tiny_family(string folder)
    {
        var crowded =
            from file in Repository.Sources(Path.Combine(Repository.Root, folder))
            let types = TopLevelTypes(File.ReadAllLines(file))
            where types.Count(t => t.Lines > TinyType) > 1
            select $"{Relative(file)}: {string.Join(", ", types.Select(t => $"{t.Name} ({t.Lines} lines)"))}";
        Assert.True(!crowded.Any(), string.Join('\n', crowded));
    }

    [Fact]
    public void Assertions_of_a_condition_have_a_message()
    {
        var bare =
            from file in Repository.Sources(Path.Combine(Repository.Root, "tests"))
            from line in BareAssertions.Find(File.ReadAllText(file))
            select $"{Relative(file)}:{line} doesn't say what was expected.";
        Assert.True(!bare.Any(), string.Join('\n', bare));
    }

    /// <summary>Records of data are excepted: their parameters are their properties.</summary>
    [Fact]
    public void Methods_and_constructors_of_Core_have_at_most_six_parameters()
    {
        const BindingFlags Declared =
            BindingFlags.DeclaredOnly
            | BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.Public
            | BindingFlags.NonPublic;
        var crowded =
            from type in typeof(MigrationSession).Assembly.GetTypes()
            where type.Namespace?.StartsWith("PidMigration", StringComparison.Ordinal) == true && !IsGenerated(type)
            from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
            where method.GetParameters().Length > MostParameters && !IsGenerated(method) && !IsOfRecord(method)
            select $"{type.FullName}.{method.Name} has {method.GetParameters().Length} parameters.";
        Assert.True(!crowded.Any(), string.Join('\n', crowded));
    }

    private static void AssertLengths(string folder, int most)
    {
        var files = Repository.Sources(folder).Select(f => (File: Relative(f), Lines: File.ReadLines(f).Count()));
        var tooLong = files.Where(f => f.Lines > most).Select(f => $"{f.File} has {f.Lines} lines.");
        Assert.True(!tooLong.Any(), string.Join('\n', tooLong));
    }

    private static IEnumerable<string> Code(string file) =>
        File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal));

    private static IEnumerable<string> Sources() => Repository.Sources(Core);

    private static bool IsBuffer(Type type) =>
        type == typeof(RowBatch)
        || type == typeof(byte[])
        || type == typeof(char[])
        || type == typeof(StringBuilder)
        || typeof(Stream).IsAssignableFrom(type)
        || type.Name.StartsWith("ArrayBufferWriter", StringComparison.Ordinal)
        || type == typeof(RowBatch[]);

    /// <summary>
    /// Lambdas without a closure, which the compiler keeps in fields that it sets when they are first used; serializers
    /// and expressions that it writes.
    /// </summary>
    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(CompilerGeneratedAttribute))
        || member.IsDefined(typeof(GeneratedCodeAttribute))
        || (member as Type ?? member.DeclaringType!).IsAssignableTo(typeof(JsonSerializerContext));

    /// <summary>The primary constructor of a record, and what the compiler makes of its parameters.</summary>
    private static bool IsOfRecord(MethodBase method)
    {
        var type = method.DeclaringType!;
        var isRecord = type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
        return isRecord && method.Name is ".ctor" or "Deconstruct";
    }

    /// <summary>The types that begin in a line's first column, each with its lines up to the next one.</summary>
    private static List<(string Name, int Lines)> TopLevelTypes(string[] lines)
    {
        var starts = lines
            .Select((text, i) => (Match: TypeDeclaration().Match(text), Line: i))
            .Where(d => d.Match.Success)
            .ToList();
        return
        [
            .. starts.Select(
                (d, i) => (d.Match.Groups[1].Value, (i + 1 < starts.Count ? starts[i + 1].Line : lines.Length) - d.Line)
            ),
        ];
    }

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe) )*"
            + @"(?:class|record struct|record|struct|interface|enum|delegate \S+) (\w+)"
    )]
    private static partial Regex TypeDeclaration();
}
