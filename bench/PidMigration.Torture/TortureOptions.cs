using System.Globalization;

namespace PidMigration.Torture;

/// <summary>What the command line asks for.</summary>
internal sealed record TortureOptions
{
    public const string Usage = """
        Kills copies, servers and connections at random moments, lets each run be resumed, and checks every cell, every
        index and every key afterwards.

          --kills 100           how often the copying process is killed
          --index-kills 30      how often it is killed while indexes and keys are dropped or built
          --target-kills 30     how often the target's server
          --source-kills 30     how often the source's server
          --cuts 30             how often a connection is dropped, reset or stalled
          --scale 0.1           size of the PID database; 1 is the real one
          --seed 1              the moments' seed; the same seed draws the same moments
          --case TEXT           only cases whose name contains the text
          --options TEXT        further options of Copy-PidModel for every case, such as "-DeferIndexes Always"
          --short               a few of each on a small database, for the tests
          --report              write the figures into docs/reliability.md
          --machine NAME        the machine's name in the report; else the host's
          --pwsh FILE           the PowerShell to run the module in: pwsh, or the .NET tool's pwsh.dll; else the PATH's
          --result FILE         write the outcome of each run there, as JUnit XML

        Servers, which are killed: build.ps1 Torture starts them and names each by PIDMIGRATION_TORTURE_POSTGRESQL,
        _MARIADB and _MYSQL (URL) and the same with _FOLDER.
        """;

    public int Kills { get; init; } = 100;
    public int IndexKills { get; init; } = 30;
    public int TargetKills { get; init; } = 30;
    public int SourceKills { get; init; } = 30;
    public int Cuts { get; init; } = 30;
    public double Scale { get; init; } = 0.1;
    public int Seed { get; init; } = 1;
    public string Case { get; init; } = "";
    public string Options { get; init; } = "";
    public bool Short { get; init; }
    public bool Report { get; init; }
    public string Machine { get; init; } = Environment.MachineName;
    public string? Pwsh { get; init; }
    public string? Result { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown, or its value missing or wrong.</exception>
    public static TortureOptions Parse(string[] args)
    {
        var options = new TortureOptions();
        for (var index = 0; index < args.Length; index++)
        {
            var name = args[index];
            string Value() => ++index < args.Length ? args[index] : throw new FormatException($"{name} needs a value.");
            int Number() => int.Parse(Value(), CultureInfo.InvariantCulture);
            options = name switch
            {
                "--kills" => options with { Kills = Number() },
                "--index-kills" => options with { IndexKills = Number() },
                "--target-kills" => options with { TargetKills = Number() },
                "--source-kills" => options with { SourceKills = Number() },
                "--cuts" => options with { Cuts = Number() },
                "--scale" => options with { Scale = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = Number() },
                "--case" => options with { Case = Value() },
                "--options" => options with { Options = Value() },
                "--short" => options with
                {
                    Short = true,
                    Kills = 2,
                    IndexKills = 1,
                    TargetKills = 1,
                    SourceKills = 1,
                    Cuts = 3,
                    Scale = 0.01,
                },
                "--report" => options with { Report = true },
                "--machine" => options with { Machine = Value() },
                "--pwsh" => options with { Pwsh = Value() },
                "--result" => options with { Result = Value() },
                _ => throw new FormatException($"There is no option {name}."),
            };
        }
        return options;
    }
}
