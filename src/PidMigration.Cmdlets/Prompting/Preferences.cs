using System.Management.Automation;

namespace PidMigration.Cmdlets.Prompting;

/// <summary>The common parameters of a call, or else the preference variables that stand for them.</summary>
internal static class Preferences
{
    /// <summary>Whether nothing is to be changed: -WhatIf, or $WhatIfPreference.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? given is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Whether prompts are switched off: -Confirm:$false, or $ConfirmPreference = 'None'.</summary>
    public static bool SkipsConfirmation(this PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var given)
            ? given is SwitchParameter { IsPresent: false }
            : string.Equals(
                cmdlet.GetVariableValue("ConfirmPreference")?.ToString(),
                nameof(ConfirmImpact.None),
                StringComparison.OrdinalIgnoreCase
            );
}
