using System.Globalization;
using System.Text;

namespace HelpBuilder;

/// <summary>
/// Writes the facts of the compiled cmdlet into its page: the syntax, and the block below each parameter's text.
/// </summary>
internal static class FactBlocks
{
    /// <summary>The name of the line that people write themselves.</summary>
    public const string DefaultValue = "Default value:";

    private const int LineLength = 100;

    /// <summary>The page with the facts as they are.</summary>
    public static string Refresh(string markdown, CommandFacts facts, HelpPage page)
    {
        var text = new StringBuilder();
        ParameterFacts? parameter = null;
        var inSyntax = false;
        var replacing = false;
        foreach (var line in markdown.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                inSyntax = line == "## SYNTAX";
            if (line.StartsWith("### ", StringComparison.Ordinal))
                parameter = facts.Parameters.FirstOrDefault(p => line == "### -" + p.Name);
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (replacing)
                {
                    replacing = false;
                }
                else if (inSyntax || (parameter is not null && line == "```yaml"))
                {
                    replacing = true;
                    text.Append(line).Append('\n');
                    text.Append(
                        inSyntax
                            ? Wrap(facts.Syntax)
                            : Block(parameter!, page.Parameters.First(p => p.Name == parameter!.Name).DefaultValue)
                    );
                }
            }

            if (!replacing)
                text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Block(ParameterFacts parameter, string defaultValue)
    {
        var text = new StringBuilder();
        text.Append("Type: ").Append(parameter.Type).Append('\n');
        text.Append("Parameter Sets: (All)\n");
        text.Append("Aliases:")
            .Append(parameter.Aliases.Count > 0 ? " " + string.Join(", ", parameter.Aliases) : "")
            .Append('\n');
        if (parameter.Values.Count > 0)
            text.Append("Accepted values: ").AppendJoin(", ", parameter.Values).Append('\n');
        text.Append('\n');
        text.Append("Required: ").Append(parameter.Required).Append('\n');
        text.Append("Position: ").Append(PositionOf(parameter)).Append('\n');
        text.Append(DefaultValue).Append(' ').Append(defaultValue).Append('\n');
        text.Append("Accept pipeline input: ").Append(parameter.PipelineInput).Append('\n');
        text.Append("Accept wildcard characters: ").Append(parameter.Wildcards).Append('\n');
        return text.ToString();
    }

    /// <summary>A parameter's position from 1, as help counts, or <c>Named</c>.</summary>
    public static string PositionOf(ParameterFacts parameter) =>
        parameter.Position is { } position ? (position + 1).ToString(CultureInfo.InvariantCulture) : "Named";

    private static string Wrap(string syntax)
    {
        var text = new StringBuilder();
        var length = 0;
        // Between "] [" only, so that no parameter is torn from its value.
        foreach (var (index, piece) in syntax.Replace(" [", "\n[", StringComparison.Ordinal).Split('\n').Index())
        {
            if (index > 0 && length + piece.Length + 1 > LineLength)
            {
                text.Append("\n ");
                length = 1;
            }

            if (index > 0)
                text.Append(' ');
            text.Append(piece);
            length += piece.Length + 1;
        }

        return text.Append('\n').ToString();
    }
}
