using System.Globalization;

namespace PidMigration.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        Runs each case's contenders in turn on the same data, then single figures, and prints medians.

          --scale 1          size of the PID database; 1 is the real one
          --seed 1           which rows
          --runs 3           how often, the contenders taking turns
          --case TEXT        only cases and figures whose name contains the text
          --contender TEXT   only contenders whose name contains the text, and no single figures
          --pwsh FILE        the PowerShell to run the module in: pwsh, or the .NET tool's pwsh.dll; else the PATH's
          --results FOLDER   where the report is written; else bench/results
          --machine NAME     the machine's name in the report; else the host's
          --patience 30      seconds to wait before each run for the machine to have nothing else to do
          --tenfold          Copy-PidModel at ten times the scale too; it takes long
          --fresh            make the source anew even where it is there

        Servers, as URLs of an account that may create databases: PIDMIGRATION_TEST_POSTGRESQL,
        PIDMIGRATION_TEST_MARIADB, PIDMIGRATION_TEST_MYSQL (its client: PIDMIGRATION_TEST_MYSQL_CLIENT). The cases of
        SQLite need sqlite3, and pgloader takes part where it is installed.
        """;

    public double Scale { get; init; } = 1;
    public long Seed { get; init; } = 1;
    public int Runs { get; init; } = 3;
    public string Case { get; init; } = "";
    public string Contender { get; init; } = "";
    public string? Pwsh { get; init; }
    public string? Results { get; init; }
    public string Machine { get; init; } = Environment.MachineName;
    public int Patience { get; init; } = 30;
    public bool Tenfold { get; init; }
    public bool Fresh { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown, or its value missing or wrong.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var index = 0; index < args.Length; index++)
        {
            var name = args[index];
            string Value() => ++index < args.Length ? args[index] : throw new FormatException($"{name} needs a value.");
            options = name switch
            {
                "--scale" => options with { Scale = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seed" => options with { Seed = long.Parse(Value(), CultureInfo.InvariantCulture) },
                "--runs" => options with { Runs = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--case" => options with { Case = Value() },
                "--contender" => options with { Contender = Value() },
                "--pwsh" => options with { Pwsh = Value() },
                "--results" => options with { Results = Value() },
                "--machine" => options with { Machine = Value() },
                "--patience" => options with { Patience = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--tenfold" => options with { Tenfold = true },
                "--fresh" => options with { Fresh = true },
                _ => throw new FormatException($"There is no option {name}."),
            };
        }
        return options;
    }
}
