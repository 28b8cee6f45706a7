using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>
/// Writes help in the XML that Get-Help reads. Source: Microsoft Learn, Writing Help for PowerShell Cmdlets.
/// </summary>
internal static class Maml
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>One document for all pages.</summary>
    public static string Write(IReadOnlyList<(CommandFacts Facts, HelpPage Page)> commands)
    {
        var document = new XDocument(
            new XComment(" Made by tools/HelpBuilder from docs/en-US; changes belong there. "),
            new XElement(
                Root + "helpItems",
                new XAttribute("schema", "maml"),
                commands.Select(c => Describe(c.Facts, c.Page))
            )
        );
        var text = new StringBuilder();
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
        };
        using (var writer = XmlWriter.Create(text, settings))
            document.Save(writer);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static XElement Describe(CommandFacts facts, HelpPage page)
    {
        var words = facts.Name.Split('-');
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", facts.Name),
                new XElement(Command + "verb", words[0]),
                new XElement(Command + "noun", words[1]),
                Described(page.Synopsis)
            ),
            Described(page.Description),
            new XElement(
                Command + "syntax",
                new XElement(
                    Command + "syntaxItem",
                    new XElement(Text + "name", facts.Name),
                    facts.Parameters.Select(p => Parameter(p, page, true))
                )
            ),
            new XElement(Command + "parameters", facts.Parameters.Select(p => Parameter(p, page, false))),
            new XElement(Command + "inputTypes", page.Inputs.Select(i => Typed(Command + "inputType", i.Type, i.Text))),
            new XElement(
                Command + "returnValues",
                page.Outputs.Select(o => Typed(Command + "returnValue", o.Type, o.Text))
            ),
            new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(
                Command + "relatedLinks",
                page.Links.Select(l => new XElement(
                    Text + "navigationLink",
                    new XElement(Text + "linkText", l.Title),
                    new XElement(Text + "uri", IsWebAddress(l.Address) ? l.Address : "")
                ))
            )
        );
    }

    private static XElement Parameter(ParameterFacts facts, HelpPage page, bool inSyntax)
    {
        var (_, text, defaultValue) = page.Parameters.First(p => p.Name == facts.Name);
        return new XElement(
            Command + "parameter",
            new XAttribute("required", facts.Required ? "true" : "false"),
            new XAttribute("variableLength", facts.Type.EndsWith("[]", StringComparison.Ordinal) ? "true" : "false"),
            new XAttribute("globbing", facts.Wildcards ? "true" : "false"),
            new XAttribute("pipelineInput", facts.PipelineInput),
            new XAttribute("position", FactBlocks.PositionOf(facts).ToLowerInvariant()),
            new XAttribute("aliases", facts.Aliases.Count > 0 ? string.Join(", ", facts.Aliases) : "none"),
            new XElement(Text + "name", facts.Name),
            Described(text),
            // A switch takes no value, and its syntax shows none.
            inSyntax && facts.IsSwitch
                ? null
                : new XElement(
                    Command + "parameterValue",
                    new XAttribute("required", facts.IsSwitch ? "false" : "true"),
                    new XAttribute("variableLength", "false"),
                    facts.Type
                ),
            inSyntax && facts.Values.Count > 0
                ? new XElement(
                    Command + "parameterValueGroup",
                    facts.Values.Select(v => new XElement(
                        Command + "parameterValue",
                        new XAttribute("required", "false"),
                        new XAttribute("variableLength", "false"),
                        v
                    ))
                )
                : null,
            new XElement(Dev + "type", new XElement(Text + "name", facts.Type), new XElement(Text + "uri")),
            new XElement(Dev + "defaultValue", defaultValue)
        );
    }

    private static XElement Example(HelpExample example, int index) =>
        new(
            Command + "example",
            new XElement(Text + "title", Title(example.Title, index)),
            new XElement(Dev + "code", example.Code),
            // Get-Help -Examples puts nothing between two examples itself.
            new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, ""]))
        );

    /// <summary>The form that Get-Help's own pages have: <c>-------- Example 1: Count --------</c>.</summary>
    private static string Title(string title, int index) =>
        title.StartsWith("Example ", StringComparison.Ordinal)
            ? $"-------- {title} --------"
            : $"-------- Example {index + 1}: {title} --------";

    private static XElement Typed(XName name, string type, IReadOnlyList<string> text) =>
        new(name, new XElement(Dev + "type", new XElement(Text + "name", type)), Described(text));

    private static XElement Described(IReadOnlyList<string> text) => new(Text + "description", Paragraphs(text));

    private static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> text) =>
        text.Select(p => new XElement(Text + "para", p));

    private static bool IsWebAddress(string address) => address.StartsWith("https://", StringComparison.Ordinal);
}
