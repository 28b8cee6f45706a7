namespace PidMigration.Cmdlets.Sessions;

/// <summary>The two databases of a session, with the product and version of each server.</summary>
/// <param name="Source">The source's address, without its password.</param>
/// <param name="SourceServer">The source's product and version.</param>
/// <param name="Target">The target's address, without its password.</param>
/// <param name="TargetServer">The target's product and version.</param>
public sealed record PidConnection(string Source, string SourceServer, string Target, string TargetServer);
