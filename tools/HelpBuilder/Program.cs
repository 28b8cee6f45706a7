using HelpBuilder;

const string Usage = """
    Generates module/en-US/PidMigration.Cmdlets.dll-Help.xml from docs/en-US/*.md. Syntax, types, positions and pipeline
    input are read from the compiled cmdlets, and updated in the pages.

      HelpBuilder [--check]

      --check     change nothing; exit code 1 if a file is out of date
    """;

if (args.Except(["--check"]).Any())
{
    Console.Error.WriteLine(Usage);
    return 64;
}

var root = new DirectoryInfo(AppContext.BaseDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "PidMigration.sln")))
    root = root.Parent;
if (root is null)
{
    Console.Error.WriteLine("Run HelpBuilder inside its repository.");
    return 64;
}

var check = args.Length > 0;
var failures = 0;
var files = new List<(string Path, string Text)>();
var commands = new List<(CommandFacts, HelpPage)>();
foreach (var facts in CommandReader.Read(Path.Combine(root.FullName, "module", "PidMigration.psd1")))
{
    var path = Path.Combine(root.FullName, "docs", "en-US", facts.Name + ".md");
    if (!File.Exists(path))
    {
        Report(path, "the page is missing");
        continue;
    }

    try
    {
        var markdown = File.ReadAllText(path);
        var page = HelpPageReader.Read(markdown, facts.Name);
        var findings = PageCheck.Find(facts, page).ToList();
        foreach (var finding in findings)
            Report(path, finding);
        if (findings.Count > 0)
            continue;
        commands.Add((facts, page));
        files.Add((path, FactBlocks.Refresh(markdown, facts, page)));
    }
    catch (FormatException e)
    {
        Report(path, e.Message);
    }
}

if (failures > 0)
    return 1;
files.Add((Path.Combine(root.FullName, "module", "en-US", "PidMigration.Cmdlets.dll-Help.xml"), Maml.Write(commands)));
foreach (var (path, text) in files)
{
    if (File.Exists(path) && File.ReadAllText(path) == text)
        continue;
    if (check)
    {
        Report(path, "it is out of date; run 'dotnet run --project tools/HelpBuilder' and commit the changes");
        continue;
    }

    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
    Console.WriteLine(Path.GetRelativePath(root.FullName, path));
}

return failures > 0 ? 1 : 0;

void Report(string path, string what)
{
    failures++;
    Console.Error.WriteLine($"{Path.GetRelativePath(root.FullName, path)}: {what}");
}
