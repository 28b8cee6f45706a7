namespace PidMigration.Conversion;

/// <summary>
/// What keeps a value back during the load that can't arrive as it is, where the pre-flight was skipped or couldn't
/// ask.
/// </summary>
internal enum RowGuard
{
    /// <summary>A step of the converter: the target would change the value silently.</summary>
    Step,

    /// <summary>The conversion into the target's kind, which has no form for it.</summary>
    Conversion,

    /// <summary>
    /// The target, which refuses the value by itself, or keeps it just as it is: no row has to be looked at.
    /// </summary>
    Target,

    /// <summary>The converter of whole rows, which sees NULL.</summary>
    Row,

    /// <summary>The reader, which stops: the value has no canonical text.</summary>
    Reader,
}
