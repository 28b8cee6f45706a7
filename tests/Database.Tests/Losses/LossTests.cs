using PidMigration.Conversion.Rules;
using PidMigration.Database.Tests.Servers;

namespace PidMigration.Database.Tests.Losses;

// Every source: a class each, with what can't occur there.

public sealed class Losses_from_PostgreSql(LossRun<PostgreSqlServer> run) : LossContract<PostgreSqlServer>(run)
{
    protected override IReadOnlyList<string> Absent =>
        [
            nameof(StorageRule),
            nameof(ZeroDateRule),
            nameof(CalendarDayRule),
            nameof(NulRule),
            nameof(InvalidTextRule),
            nameof(TimeOfDayRule),
            nameof(DateTimeFormRule),
        ];
}

public sealed class Losses_from_MariaDb(LossRun<MariaDbServer> run) : LossContract<MariaDbServer>(run)
{
    protected override IReadOnlyList<string> Absent => OfMySqlFamily;

    internal static IReadOnlyList<string> OfMySqlFamily =>
        [
            nameof(StorageRule),
            nameof(InfiniteDateRule),
            nameof(NotFiniteRule),
            nameof(YearRangeRule),
            nameof(MonthsRule),
            nameof(DateTimeFormRule),
            nameof(NetworkFormRule),
        ];
}

public sealed class Losses_from_MySql(LossRun<MySqlServer> run) : LossContract<MySqlServer>(run)
{
    protected override IReadOnlyList<string> Absent => Losses_from_MariaDb.OfMySqlFamily;
}

public sealed class Losses_from_Sqlite(LossRun<SqliteServer> run) : LossContract<SqliteServer>(run)
{
    protected override IReadOnlyList<string> Absent =>
        [
            nameof(InfiniteDateRule),
            nameof(ZeroDateRule),
            nameof(CalendarDayRule),
            nameof(YearRangeRule),
            nameof(TimeOfDayRule),
            nameof(MonthsRule),
            nameof(NetworkFormRule),
        ];
}
