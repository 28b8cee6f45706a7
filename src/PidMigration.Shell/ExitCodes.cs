namespace PidMigration.Shell;

/// <summary>The exit codes that don't come from a script; the same as pwsh's.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A terminating error, or the last command failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line can't be understood (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>A signal's exit code is this plus its number, as in any Unix shell.</summary>
    public const int SignalBase = 128;
}
