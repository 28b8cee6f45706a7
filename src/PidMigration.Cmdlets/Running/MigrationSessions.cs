using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PidMigration.Databases;
using PidMigration.Failures;
using PidMigration.Sessions;

namespace PidMigration.Cmdlets.Running;

/// <summary>The session that Connect-PidMigration made, one for each runspace.</summary>
internal static class MigrationSessions
{
    private static readonly ConditionalWeakTable<Runspace, MigrationSession> Sessions = [];

    private static readonly ConditionalWeakTable<Runspace, object> Warned = [];

    /// <summary>Whether nobody was told yet, in this runspace, that a password stands in a command; true once.</summary>
    public static bool IsFirstSecret() => Runspace.DefaultRunspace is { } runspace && Warned.TryAdd(runspace, Warned);

    /// <summary>The runspace's session; null before Connect-PidMigration.</summary>
    public static MigrationSession? Current
    {
        get => Runspace.DefaultRunspace is { } runspace && Sessions.TryGetValue(runspace, out var session) ? session : null;
        set
        {
            Sessions.Remove(Runspace.DefaultRunspace);
            if (value is not null) Sessions.Add(Runspace.DefaultRunspace, value);
        }
    }

    /// <summary>
    /// The session for what a user named, completed by the current session and the environment. Where the target isn't used, none
    /// has to be named, and the source stands in its place. A path is resolved now: the session stays with it wherever
    /// one goes.
    /// </summary>
    public static MigrationSession Find(
        string? source, PSCredential? sourceCredential, string? target, PSCredential? targetCredential, PathResolver paths,
        bool usesTarget = true)
    {
        var current = Current;
        if (source is null && target is null && sourceCredential is null && targetCredential is null && current is not null) return current;
        var from = Address(source, sourceCredential, current?.Source, "PIDMIGRATION_SOURCE", paths) ?? throw Errors.NoDatabase("source");
        var into = Address(target, targetCredential, current?.Target, "PIDMIGRATION_TARGET", paths) ?? (usesTarget ? throw Errors.NoDatabase("target") : from);
        return new MigrationSession(from, into);
    }

    private static DatabaseAddress? Address(
        string? named, PSCredential? credential, DatabaseAddress? current, string variable, PathResolver paths)
    {
        var address = named is not null ? AddressParser.Parse(named, paths)
            : current ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? AddressParser.Parse(value, paths) : null);
        // The empty credential is PowerShell's word for none.
        if (string.IsNullOrEmpty(credential?.UserName)) return address;
        return address?.WithCredential(credential.UserName, credential.GetNetworkCredential().Password);
    }
}
