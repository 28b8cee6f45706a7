using System.ComponentModel;
using PidMigration.Catalog;
using PidMigration.Comparing;
using PidMigration.Copying;
using PidMigration.Syncing;
using PidMigration.Verifying;

namespace PidMigration.Cmdlets.Binding;

/// <summary>
/// A model as a parameter: an output of Get-PidModel, a result of another cmdlet that names a model, or a name.
/// </summary>
[TypeConverter(typeof(ModelNameConverter))]
public sealed class ModelName
{
    /// <summary>A model.</summary>
    public ModelName(PidModel model)
        : this(model?.Name ?? "") { }

    /// <summary>The model of a result of Copy-PidModel.</summary>
    public ModelName(PidCopyResult result)
        : this(result?.Model ?? "") { }

    /// <summary>The model of a result of Compare-PidCount.</summary>
    public ModelName(PidCount count)
        : this(count?.Model ?? "") { }

    /// <summary>The model of a result of Clear-PidTarget.</summary>
    public ModelName(PidClearResult result)
        : this(result?.Model ?? "") { }

    /// <summary>The model of a result of Compare-PidModel.</summary>
    public ModelName(PidComparison comparison)
        : this(comparison?.Model ?? "") { }

    /// <summary>The model of a result of Sync-PidModel.</summary>
    public ModelName(PidSyncResult result)
        : this(result?.Model ?? "") { }

    /// <summary>A name, or a wildcard.</summary>
    public ModelName(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
