using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Cmdlets.Sessions;

/// <summary>
/// The session that Connect-PidMigration made, one for each runspace. A variable of the runspace stands for it: when
/// PowerShell reuses a runspace (ForEach-Object -Parallel), it removes its variables, so that a script block never
/// writes to the database of the block before.
/// </summary>
internal static class MigrationSessions
{
    private const string Variable = "global:__PidMigrationSession";

    private static readonly ConditionalWeakTable<SessionMark, MigrationSession> Sessions = [];

    private static readonly ConditionalWeakTable<Runspace, object> Warned = [];

    /// <summary>
    /// True the first time in a runspace: the warning that a command contains a password is shown once.
    /// </summary>
    public static bool ShouldWarnAboutPassword() =>
        Runspace.DefaultRunspace is { } runspace && Warned.TryAdd(runspace, Warned);

    /// <summary>The runspace's session; null before Connect-PidMigration.</summary>
    public static MigrationSession? Current(SessionState state) =>
        state.PSVariable.GetValue(Variable) is SessionMark mark && Sessions.TryGetValue(mark, out var session)
            ? session
            : null;

    /// <summary>Makes a session the runspace's own; null ends that.</summary>
    public static void Set(SessionState state, MigrationSession? session)
    {
        state.PSVariable.Remove(Variable);
        if (session is null)
            return;
        var mark = new SessionMark();
        Sessions.Add(mark, session);
        state.PSVariable.Set(Variable, mark);
    }

    /// <summary>
    /// The session for the databases that the user named, completed by the current session and the environment. Where
    /// the target isn't used, none has to be named, and the source takes its place. A path is resolved now, so that a
    /// later change of the location doesn't change the session.
    /// </summary>
    public static MigrationSession Resolve(
        string? source,
        PSCredential? sourceCredential,
        string? target,
        PSCredential? targetCredential,
        SessionState state,
        bool usesTarget = true
    )
    {
        var current = Current(state);
        if (
            source is null
            && target is null
            && sourceCredential is null
            && targetCredential is null
            && current is not null
        )
            return current;
        PathResolver resolve = path => ShellPaths.Resolve(state, path);
        var sourceAddress =
            Address(source, sourceCredential, current?.Source.Address, "PIDMIGRATION_SOURCE", resolve)
            ?? throw Errors.NoDatabase("source");
        var targetAddress =
            Address(target, targetCredential, current?.Target.Address, "PIDMIGRATION_TARGET", resolve)
            ?? (usesTarget ? throw Errors.NoDatabase("target") : sourceAddress);
        return new MigrationSession(sourceAddress, targetAddress);
    }

    private static DatabaseAddress? Address(
        string? named,
        PSCredential? credential,
        DatabaseAddress? current,
        string variable,
        PathResolver resolve
    )
    {
        var address = named is not null
            ? AddressParser.Parse(named, resolve)
            : current
                ?? (
                    Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                        ? AddressParser.Parse(value, resolve)
                        : null
                );
        // PSCredential.Empty means no credential.
        if (string.IsNullOrEmpty(credential?.UserName))
            return address;
        return address?.WithCredential(credential.UserName, credential.GetNetworkCredential().Password);
    }

    /// <summary>The value of the variable: it shows nothing, above all no password.</summary>
    private sealed class SessionMark
    {
        public override string ToString() => "PidMigration";
    }
}
