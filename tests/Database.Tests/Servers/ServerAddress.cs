namespace PidMigration.Database.Tests.Servers;

/// <summary>An administrator's way to a server, from the environment. Read here without the product's parser.</summary>
public sealed record ServerAddress(string Scheme, string Host, int Port, string User, string Password, string Database)
{
    public static ServerAddress? From(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } text)
            return null;
        var url = new Uri(text);
        var login = url.UserInfo.Split(':', 2);
        return new ServerAddress(
            url.Scheme,
            url.Host,
            url.Port > 0 ? url.Port
                : url.Scheme == "postgresql" ? 5432
                : 3306,
            Uri.UnescapeDataString(login[0]),
            login.Length > 1 ? Uri.UnescapeDataString(login[1]) : "",
            url.AbsolutePath.Trim('/')
        );
    }

    public string UrlOf(string database) =>
        $"{Scheme}://{Uri.EscapeDataString(User)}:{Uri.EscapeDataString(Password)}@{Host}:{Port}/"
        + Uri.EscapeDataString(database);
}
