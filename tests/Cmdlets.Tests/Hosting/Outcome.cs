using System.Globalization;
using System.Management.Automation;

namespace PidMigration.Cmdlets.Tests.Hosting;

/// <summary>What came of a script; an error that ended it is the last of the errors.</summary>
public sealed record Outcome(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, PSInvocationState State)
{
    /// <summary>How long it took to stop.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The output as texts.</summary>
    public IReadOnlyList<string> Lines =>
        [.. Output.Select(o => Convert.ToString(o.BaseObject, CultureInfo.InvariantCulture) ?? "")];

    /// <summary>The output of a script that must go well.</summary>
    public IReadOnlyList<string> Good()
    {
        Assert.Empty(Errors.Select(e => e.ToString()));
        Assert.Equal(PSInvocationState.Completed, State);
        return Lines;
    }

    /// <summary>The one error of a script, by its code of the catalogue.</summary>
    public string Refused(string code)
    {
        var error = Assert.Single(Errors);
        Assert.StartsWith(code + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.ToString());
        return error.ToString();
    }
}
