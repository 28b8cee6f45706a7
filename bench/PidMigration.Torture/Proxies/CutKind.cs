namespace PidMigration.Torture.Proxies;

/// <summary>How a connection is lost.</summary>
internal enum CutKind
{
    /// <summary>Both ends are told that nothing more comes (FIN).</summary>
    Drop,

    /// <summary>Both ends are told that the connection is gone (RST).</summary>
    Reset,

    /// <summary>Nothing is told: the connection stays open and carries nothing any more.</summary>
    Stall,
}
