using PidMigration.Catalog;
using PidMigration.Databases.Indexes;

namespace PidMigration.Databases.MySql;

/// <summary>A key or a foreign key as SHOW CREATE TABLE writes it.</summary>
internal sealed record TableKey(TableKeyKind Kind, string Name, string Clause, IReadOnlyList<string> Items)
{
    /// <summary>The columns in order; empty where one is an expression.</summary>
    public IReadOnlyList<string> Columns { get; } =
        Items.All(i => i.StartsWith('`')) ? [.. Items.Select(i => ShowCreateTableParser.NameIn(i)!)] : [];

    /// <summary>Whether it is over the beginning of a column.</summary>
    public bool HasPrefix { get; } = Items.Any(i => i.Contains("`(", StringComparison.Ordinal));

    /// <summary>
    /// Whether it may be one of MariaDB's unique keys over long columns, which are hashes in a hidden column.
    /// </summary>
    public bool IsHashed => Kind == TableKeyKind.Unique && Clause.EndsWith("USING HASH", StringComparison.Ordinal);

    /// <summary>
    /// Whether a foreign key of those columns can do with this key: they come first in it, in their order.
    /// </summary>
    public bool Serves(TableKey foreign) =>
        !HasPrefix
        && Columns.Count >= foreign.Columns.Count
        && Columns.Take(foreign.Columns.Count).SequenceEqual(foreign.Columns, StringComparer.OrdinalIgnoreCase);

    /// <summary>The statements that drop and create it.</summary>
    public IndexDefinition Define(TableName table, Dialect dialect)
    {
        var alter = $"ALTER TABLE {dialect.Quote(table)} ";
        var drop = $"DROP {(Kind == TableKeyKind.Foreign ? "FOREIGN " : "")}KEY {dialect.Quote(Name)}";
        var create = "ADD " + Clause;
        return new IndexDefinition
        {
            Kind = Kind switch
            {
                TableKeyKind.Foreign => IndexKind.ForeignKey,
                TableKeyKind.Unique => IndexKind.UniqueIndex,
                _ => IndexKind.Index,
            },
            Name = Name,
            Table = table,
            Columns = HasPrefix ? [] : Columns,
            Drop = alter + drop,
            Create = alter + create,
            DropClause = drop,
            CreateClause = create,
        };
    }

    /// <summary>The keys and foreign keys of a table, in the server's order.</summary>
    public static IReadOnlyList<TableKey> All(ShowCreateTableParser table) =>
        [.. table.Clauses.Select(Read).OfType<TableKey>()];

    /// <summary>The name under which a table's primary key is known everywhere.</summary>
    public const string Primary = "PRIMARY";

    private static TableKey? Read(string clause)
    {
        if (clause.StartsWith("PRIMARY KEY ", StringComparison.Ordinal))
            return new(TableKeyKind.Primary, Primary, clause, ShowCreateTableParser.ListIn(clause));
        var open = clause.IndexOf('`', StringComparison.Ordinal);
        if (open < 1)
            return null;
        var name = ShowCreateTableParser.NameIn(clause)!;
        return clause[..open] switch
        {
            "KEY " => new(TableKeyKind.Plain, name, clause, ShowCreateTableParser.ListIn(clause)),
            "SPATIAL KEY " => new(TableKeyKind.Spatial, name, clause, ShowCreateTableParser.ListIn(clause)),
            "UNIQUE KEY " => new(TableKeyKind.Unique, name, clause, ShowCreateTableParser.ListIn(clause)),
            "CONSTRAINT " => clause[(open + name.Replace("`", "``", StringComparison.Ordinal).Length + 2)..]
                .StartsWith(" FOREIGN KEY ", StringComparison.Ordinal)
                ? new(TableKeyKind.Foreign, name, clause, ShowCreateTableParser.ListIn(clause))
                : null,
            // FULLTEXT, VECTOR and what may come yet.
            var other when other.EndsWith(" KEY ", StringComparison.Ordinal) => new(
                TableKeyKind.Other,
                name,
                clause,
                ShowCreateTableParser.ListIn(clause)
            ),
            _ => null,
        };
    }
}
