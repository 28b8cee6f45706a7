using System.Globalization;

namespace PidMigration.Failures;

/// <summary>
/// The catalogue's chapter of what a parameter was given (PID1408 on): what is nothing, and what is none of its values.
/// </summary>
public static class ParameterErrors
{
    /// <summary>PID1408: a list of names that is empty.</summary>
    public static MigrationException EmptyList(string parameter) =>
        new(
            "PID1408",
            FailureKind.InvalidArgument,
            $"-{parameter} is an empty list, which names nothing. A command that found nothing gives one. "
                + $"Name at least one, or leave -{parameter} out.",
            parameter
        );

    /// <summary>PID1409: a value that is none. Without the parameter's name where PowerShell says it.</summary>
    public static MigrationException NothingGiven(string? parameter) =>
        new(
            "PID1409",
            FailureKind.InvalidArgument,
            (parameter is null ? "It" : "-" + parameter)
                + " was given $null, an empty text, or a list with one in it. A misspelt variable does that, or a command that "
                + "returned nothing. Give a value, or leave the parameter out.",
            parameter
        );

    /// <summary>PID1410: everything would go, and nobody said so.</summary>
    public static MigrationException NothingToClear() =>
        new(
            "PID1410",
            FailureKind.InvalidArgument,
            "No model is named. Clear-PidTarget NAME deletes the rows of that model, Clear-PidTarget -All those of every model."
        );

    /// <summary>PID1411: some, and all.</summary>
    public static MigrationException AllAndSome() =>
        new(
            "PID1411",
            FailureKind.InvalidArgument,
            "-All means every model, and models are named too. Leave one of the two out."
        );

    /// <summary>PID1412: a switch that is neither on nor off.</summary>
    public static MigrationException NoSwitchValue() =>
        new(
            "PID1412",
            FailureKind.InvalidArgument,
            "It is a switch: write it alone, or with $true or $false after a colon."
        );

    /// <summary>PID1413: a name that isn't in a parameter's list.</summary>
    public static MigrationException NotOneOf(string text, string known) =>
        new("PID1413", FailureKind.InvalidArgument, $"'{text}' is none of its values. There are: {known}.", text);

    /// <summary>PID1415: neither a key nor a moment.</summary>
    public static MigrationException NoSince(string why) => new("PID1415", FailureKind.InvalidArgument, why);

    /// <summary>PID1414: a number that a parameter can't take.</summary>
    public static MigrationException OutOfRange(double number, double least, double most) =>
        new(
            "PID1414",
            FailureKind.InvalidArgument,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{number} is out of range. Give a number from {least}{(double.IsInfinity(most) ? " on" : $" to {most}")}."
            ),
            number
        );
}
