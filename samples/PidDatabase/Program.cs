using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using PidDatabase;

const string Usage = """
    Makes the PID database, the same in every engine for the same seed and scale.

      PidDatabase create <url> [--scale 0.1] [--seed 1] [--empty] [--recreate]

      url         postgresql://user:password@host:port/database
                  mysql://user:password@host:port/database (also mariadb://)
                  sqlite:///relative.db or sqlite:////absolute.db
                  A password that isn't in the URL comes from PGPASSWORD or MYSQL_PWD.
      --scale     1 is the real size: 542,835 pids, 554,311 targets, 876,642 log entries
      --seed      which rows
      --empty     what Django's migrate makes: a target to copy into
      --recreate  drop the database first, if it exists
    """;

if (args.Length < 2 || args[0] != "create")
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    var options = new PidDatabaseOptions();
    for (var index = 2; index < args.Length; index++)
    {
        string Value() =>
            ++index < args.Length ? args[index] : throw new FormatException($"{args[index - 1]} needs a " + $"value.");
        options = args[index] switch
        {
            "--scale" => options with { Scale = double.Parse(Value(), CultureInfo.InvariantCulture) },
            "--seed" => options with { Seed = long.Parse(Value(), CultureInfo.InvariantCulture) },
            "--empty" => options with { Empty = true },
            "--recreate" => options with { Recreate = true },
            _ => throw new FormatException($"There is no option {args[index]}."),
        };
    }

    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    var clock = Stopwatch.StartNew();
    var tables = await PidDatabaseGenerator.CreateAsync(args[1], options, stop.Token);
    foreach (var rows in tables)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Table.Name, -28}{rows.Count, 10:N0}"));
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{tables.Sum(rows => rows.Count):N0} rows in " + $"{clock.Elapsed.TotalSeconds:0.0} s"
        )
    );
    return 0;
}
catch (Exception error)
    when (error is FormatException or OverflowException or DbException or IOException or InvalidOperationException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
