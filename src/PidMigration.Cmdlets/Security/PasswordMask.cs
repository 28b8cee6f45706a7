using System.Text.RegularExpressions;

namespace PidMigration.Cmdlets.Security;

/// <summary>Replaces passwords in a text by ***.</summary>
internal static partial class PasswordMask
{
    private const string Stars = "***";

    /// <summary>The text without the known passwords, and without those in URLs and connection strings.</summary>
    public static string Apply(string text, params ReadOnlySpan<string?> known)
    {
        foreach (var password in known)
            if (!string.IsNullOrEmpty(password))
                text = text.Replace(password, Stars, StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(password), Stars, StringComparison.Ordinal);
        if (text.Contains("://", StringComparison.Ordinal))
            text = InUrl().Replace(text, Stars);
        return text.Contains('=', StringComparison.Ordinal) ? InOption().Replace(text, Stars) : text;
    }

    /// <summary>
    /// After the user of a URL, up to the last @: a password with an @ that should have been escaped is masked as a
    /// whole.
    /// </summary>
    [GeneratedRegex("""(?<=://[^\s:/@'"]*:)[^\s'"]+(?=@)""")]
    private static partial Regex InUrl();

    /// <summary>The option of a connection string or of a URL, quoted or not.</summary>
    [GeneratedRegex(
        """(?<=\b(?:password|pwd)\s*=\s*)(?!\*\*\*)(?:'[^']*'|"[^"]*"|[^;&\s'"]+)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InOption();
}
