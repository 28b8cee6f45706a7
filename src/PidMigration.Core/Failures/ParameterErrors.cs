using System.Globalization;

namespace PidMigration.Failures;

/// <summary>
/// The part of the catalogue about the values of parameters (from PID1408): values that are empty, and values that a
/// parameter doesn't accept.
/// </summary>
public static class ParameterErrors
{
    /// <summary>PID1408: an empty list of names.</summary>
    public static MigrationException EmptyList(string parameter) =>
        new(
            "PID1408",
            FailureKind.InvalidArgument,
            $"-{parameter} is an empty list, as a command that finds nothing returns. Give at least "
                + $"one name, or omit -{parameter}.",
            parameter
        );

    /// <summary>
    /// PID1409: $null or an empty text. The parameter is null here where PowerShell's own message already names it.
    /// </summary>
    public static MigrationException NothingGiven(string? parameter) =>
        new(
            "PID1409",
            FailureKind.InvalidArgument,
            (parameter is null ? "The value" : $"-{parameter}")
                + " is $null, an empty text, or a list that contains one, as from a misspelled variable or "
                + "a command that returns nothing. Give a value, or omit the parameter.",
            parameter
        );

    /// <summary>PID1410: Clear-PidTarget without models.</summary>
    public static MigrationException NothingToClear() =>
        new(
            "PID1410",
            FailureKind.InvalidArgument,
            "No model is named. Clear-PidTarget NAME deletes the rows of that model, Clear-PidTarget "
                + "-All those of every model."
        );

    /// <summary>PID1411: Clear-PidTarget with models and with -All.</summary>
    public static MigrationException AllAndSome() =>
        new(
            "PID1411",
            FailureKind.InvalidArgument,
            "-All selects every model, but models are named as well. Use one of the two."
        );

    /// <summary>PID1412: a switch that is neither on nor off.</summary>
    public static MigrationException NoSwitchValue() =>
        new(
            "PID1412",
            FailureKind.InvalidArgument,
            "The parameter is a switch. Use it alone, or with :$true or :$false."
        );

    /// <summary>PID1413: a name that isn't in a parameter's list.</summary>
    public static MigrationException NotOneOf(string text, string known) =>
        new("PID1413", FailureKind.InvalidArgument, $"'{text}' is not a valid value. Use one of: {known}.", text);

    /// <summary>PID1414: a number outside a parameter's range.</summary>
    public static MigrationException OutOfRange(double number, double least, double most) =>
        new(
            "PID1414",
            FailureKind.InvalidArgument,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{number} is out of range. Use a number "
                    + $"{(double.IsInfinity(most) ? $"of {least} or more" : $"from {least} to {most}")}."
            ),
            number
        );

    /// <summary>PID1415: neither a key nor a date and time.</summary>
    public static MigrationException NoSince(string why) => new("PID1415", FailureKind.InvalidArgument, why);

    /// <summary>PID1416: a column without its model.</summary>
    public static MigrationException BadColumnPattern(string pattern) =>
        new(
            "PID1416",
            FailureKind.InvalidArgument,
            $"-ExcludeColumn '{pattern}' names no column of a model. Write model.column, or "
                + "*.column for all models that have it.",
            pattern
        );

    /// <summary>PID1417: a pattern that excludes nothing.</summary>
    public static MigrationException NoColumnExcluded(string pattern, IReadOnlyList<string> nearest) =>
        new(
            "PID1417",
            FailureKind.InvalidArgument,
            $"-ExcludeColumn '{pattern}' matches no column of the chosen models."
                + (nearest.Count > 0 ? $" Did you mean {string.Join(" or ", nearest)}?" : ""),
            pattern
        );
}
