using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Cmdlets.Running;

/// <summary>
/// The session that Connect-PidMigration made, one for each runspace. A variable of the runspace's stands for it: where
/// PowerShell uses a runspace again as a fresh one (ForEach-Object -Parallel), it takes that away, and a block of a script
/// never writes to the database of the block before.
/// </summary>
internal static class MigrationSessions
{
    private const string Variable = "global:__PidMigrationSession";

    private static readonly ConditionalWeakTable<SessionMark, MigrationSession> Sessions = [];

    private static readonly ConditionalWeakTable<Runspace, object> Warned = [];

    /// <summary>Whether nobody was told yet, in this runspace, that a password stands in a command; true once.</summary>
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
    /// The session for what a user named, completed by the current session and the environment. Where the target isn't used, none
    /// has to be named, and the source stands in its place. A path is resolved now: the session stays with it wherever
    /// one goes.
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
        PathResolver paths = path => ShellPaths.Resolve(state, path);
        var from =
            Address(source, sourceCredential, current?.Source, "PIDMIGRATION_SOURCE", paths)
            ?? throw Errors.NoDatabase("source");
        var into =
            Address(target, targetCredential, current?.Target, "PIDMIGRATION_TARGET", paths)
            ?? (usesTarget ? throw Errors.NoDatabase("target") : from);
        return new MigrationSession(from, into);
    }

    private static DatabaseAddress? Address(
        string? named,
        PSCredential? credential,
        DatabaseAddress? current,
        string variable,
        PathResolver paths
    )
    {
        var address = named is not null
            ? AddressParser.Parse(named, paths)
            : current
                ?? (
                    Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
                        ? AddressParser.Parse(value, paths)
                        : null
                );
        // The empty credential is PowerShell's word for none.
        if (string.IsNullOrEmpty(credential?.UserName))
            return address;
        return address?.WithCredential(credential.UserName, credential.GetNetworkCredential().Password);
    }

    /// <summary>What a variable may show: nothing, above all no password.</summary>
    private sealed class SessionMark
    {
        public override string ToString() => "PidMigration";
    }
}
