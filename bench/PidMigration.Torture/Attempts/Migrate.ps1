<#
.SYNOPSIS
What the torture bench runs in PowerShell. Each fact is a line at once, so that a kill loses none that was reached.
.DESCRIPTION
PIDMIGRATION_SOURCE and PIDMIGRATION_TARGET name the databases, TORTURE_TARGET the target without a proxy before it. Whatever is bound besides -Mode and -Module goes to Copy-PidModel.
Exit code: 0 when every model came to the end that is wanted, else 1.
#>
param(
    [Parameter(Mandatory)] [ValidateSet('Copy', 'Resume', 'Compare')] [string] $Mode,
    [Parameter(Mandatory)] [string] $Module,
    [long] $BatchSize,
    [int] $ThrottleLimit,
    [string] $DeferIndexes,
    [int] $RetryCount,
    [double] $RetryDelay,
    [int] $Timeout
)

$ErrorActionPreference = 'Continue'
$options = @{}
foreach ($name in $PSBoundParameters.Keys) {
    if ($name -notin 'Mode', 'Module') { $options[$name] = $PSBoundParameters[$name] }
}
$script:bad = 0
Import-Module $Module

function Write-Fact([string] $Kind, [string] $Text) {
    [Console]::Out.WriteLine("$Kind $($Text -replace '\s+', ' ')")
    [Console]::Out.Flush()
}

# One object of any stream.
function Write-Item($Item, [string] $Wanted) {
    switch ($Item) {
        { $_ -is [Management.Automation.ErrorRecord] } {
            $script:bad++
            Write-Fact 'ERROR' "$($Item.FullyQualifiedErrorId.Split(',')[0]) $($Item.Exception.Message)"
            break
        }
        { $_ -is [Management.Automation.WarningRecord] } { Write-Fact 'WARNING' $Item.Message; break }
        { $_ -is [Management.Automation.VerboseRecord] } { Write-Fact 'VERBOSE' $Item.Message; break }
        default {
            if ("$($Item.Status)" -ne $Wanted) { $script:bad++ }
            Write-Fact 'MODEL' "$($Item.Model) $($Item.Status) $($Item.Reason)"
        }
    }
}

try {
    switch ($Mode) {
        'Copy' { Get-PidModel | Copy-PidModel -ClearTarget -Confirm:$false -Verbose @options *>&1 | ForEach-Object { Write-Item $_ 'Copied' } }
        'Resume' { Copy-PidModel -Resume -Confirm:$false -Verbose @options *>&1 | ForEach-Object { Write-Item $_ 'Copied' } }
        'Compare' { Get-PidModel | Compare-PidModel *>&1 | ForEach-Object { Write-Item $_ 'Equal' } }
    }
}
catch { Write-Item $_ '' }

# What it says is a check, and not to be cut.
$env:PIDMIGRATION_TARGET = $env:TORTURE_TARGET
try { foreach ($run in Get-PidMigration) { Write-Fact 'RUN' "$($run.Status) $($run.Run)" } }
catch { Write-Fact 'NORUN' "$($_.FullyQualifiedErrorId.Split(',')[0]) $($_.Exception.Message)" }
exit [int]($script:bad -gt 0)
