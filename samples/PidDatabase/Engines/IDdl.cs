using PidDatabase.Schema;

namespace PidDatabase.Engines;

/// <summary>The statements by which Django 3.2 makes a table, in one engine's dialect.</summary>
internal interface IDdl
{
    /// <summary>What makes the bare table; rows load fastest into it.</summary>
    string Create(Table table);

    /// <summary>What gives the loaded table its keys, indexes and constraints, apart from foreign keys.</summary>
    IEnumerable<string> Index(Table table);

    /// <summary>
    /// What gives the loaded table its foreign keys; every table they refer to has rows and keys by then.
    /// </summary>
    IEnumerable<string> Relate(Table table);
}
