namespace PidMigration.Databases.MySql;

/// <summary>What a key is, as far as it matters for taking it off. The server lists them in this order.</summary>
internal enum TableKeyKind
{
    Primary,

    Unique,

    Plain,

    /// <summary>Of places; listed among the ordinary ones.</summary>
    Spatial,

    /// <summary>Of words, and what the server may learn yet; listed last.</summary>
    Other,

    Foreign,
}
