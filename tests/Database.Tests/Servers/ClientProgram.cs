using System.Diagnostics;
using System.Text;

namespace PidMigration.Database.Tests.Servers;

/// <summary>Runs a database's own client: the SQL goes in by stdin, passwords by the environment.</summary>
internal static class ClientProgram
{
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        string sql
    )
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.StandardInput.WriteAsync(sql);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything; its exit code and message say why.
        }

        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0)
        {
            // MariaDB's client repeats the statement before the reason.
            var reason = (await errors).Trim();
            throw new InvalidOperationException(
                $"{Path.GetFileName(program)}: "
                    + $"{(reason.Length > 500 ? reason[^500..] : reason)}\n{(sql.Length > 500 ? sql[..500] : sql)}"
            );
        }

        return await output;
    }

    /// <summary>Where a program lies on the path; null for nowhere.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
