using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using PidMigration.Shell.Screen;

namespace PidMigration.Shell.Prompts;

/// <summary>Asks for values: a command's missing mandatory parameters, or a user's name and password.</summary>
internal sealed class FieldPrompt(Terminal terminal, AnswerReader answers)
{
    /// <summary>Asks for each field; a list's elements one a line, until an empty one.</summary>
    public Dictionary<string, PSObject> Ask(string? caption, string? message, Collection<FieldDescription> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        answers.DemandAnswers();
        Introduce(caption, message);
        return fields.ToDictionary(field => field.Name, Ask);
    }

    /// <summary>Asks for a name, unless it is given, and a password.</summary>
    public PSCredential AskForCredential(string? caption, string? message, string? userName)
    {
        answers.DemandAnswers();
        Introduce(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            terminal.WriteAside("User: ");
            userName = answers.ReadLine();
        }
        terminal.WriteAside($"Password for user {userName}: ");
        return new PSCredential(userName, answers.ReadSecret());
    }

    private static Type TypeOf(FieldDescription field) =>
        Type.GetType(field.ParameterAssemblyFullName ?? "", throwOnError: false)
        ?? (LanguagePrimitives.TryConvertTo<Type>(field.ParameterTypeFullName, out var known) ? known : typeof(string));

    private void Introduce(string? caption, string? message)
    {
        if (!string.IsNullOrEmpty(caption))
            terminal.WriteAside(Environment.NewLine + PSStyle.Instance.Bold + caption + PSStyle.Instance.Reset + Environment.NewLine);
        if (!string.IsNullOrEmpty(message))
            terminal.WriteAside(message + Environment.NewLine);
    }

    private PSObject Ask(FieldDescription field)
    {
        var type = TypeOf(field);
        var label = string.IsNullOrEmpty(field.Label) ? field.Name : field.Label.Replace("&", "", StringComparison.Ordinal);
        if (type == typeof(PSCredential))
            return PSObject.AsPSObject(AskForCredential(null, label, null));
        if (!type.IsArray)
            return PSObject.AsPSObject(AskUntilItConverts(label, type, field.HelpMessage) ?? "");
        var element = type.GetElementType()!;
        var values = new List<object>();
        while (AskUntilItConverts($"{label}[{values.Count}]", element, field.HelpMessage, emptyEnds: true) is object value)
            values.Add(value);
        return PSObject.AsPSObject(LanguagePrimitives.ConvertTo(values.ToArray(), type, CultureInfo.InvariantCulture));
    }

    private object? AskUntilItConverts(string label, Type type, string? help, bool emptyEnds = false)
    {
        while (true)
        {
            terminal.WriteAside($"{label}: ");
            if (type == typeof(SecureString))
            {
                var secret = answers.ReadSecret();
                return emptyEnds && secret.Length == 0 ? null : secret;
            }
            var text = answers.ReadLine();
            if (emptyEnds && text.Length == 0)
                return null;
            if (text == "!?" && !string.IsNullOrEmpty(help))
            {
                terminal.WriteAside(help + Environment.NewLine);
                continue;
            }
            if (LanguagePrimitives.TryConvertTo(text, type, CultureInfo.InvariantCulture, out var value))
                return value;
            terminal.WriteAside($"Cannot recognize \"{text}\" as a {type.Name}.{Environment.NewLine}");
        }
    }
}
