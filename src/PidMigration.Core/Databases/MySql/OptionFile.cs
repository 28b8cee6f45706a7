using PidMigration.Failures;

namespace PidMigration.Databases.MySql;

/// <summary>
/// The [client] part of a MySQL option file, where operators keep passwords. Source: MySQL 8.4 manual, 6.2.2.2, Using
/// Option Files; <c>!include</c> and the encrypted login path are left to MySQL's own programs.
/// </summary>
internal static class OptionFile
{
    /// <summary>The options of [client], [client-server] and [client-mariadb], the later one winning.</summary>
    public static Dictionary<string, string> Read(string path)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.OptionFileUnreadable(
                path,
                e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : "permission is denied"
            );
        }

        var ours = false;
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';' or '!')
                continue;
            if (line[0] == '[')
            {
                ours = line is "[client]" or "[client-server]" or "[client-mariadb]";
                continue;
            }

            if (!ours)
                continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                options[line[..equals].Trim().Replace('_', '-')] = Unquote(line[(equals + 1)..].Trim());
        }

        return options;
    }

    private static string Unquote(string value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
            return value[1..^1];
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
