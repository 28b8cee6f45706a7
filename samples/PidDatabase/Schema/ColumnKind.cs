namespace PidDatabase.Schema;

/// <summary>The Django field types that the PID database uses.</summary>
public enum ColumnKind
{
    /// <summary>AutoField: an integer primary key with a counter.</summary>
    AutoKey,

    /// <summary>IntegerField, or the column of a ForeignKey.</summary>
    Number,

    /// <summary>PositiveIntegerField.</summary>
    PositiveInteger,

    /// <summary>PositiveSmallIntegerField.</summary>
    PositiveSmall,

    /// <summary>PositiveBigIntegerField.</summary>
    PositiveBig,

    /// <summary>BooleanField.</summary>
    Boolean,

    /// <summary>CharField.</summary>
    Varchar,

    /// <summary>TextField.</summary>
    Text,

    /// <summary>DateTimeField with USE_TZ: an instant, to the microsecond.</summary>
    Instant,
}
