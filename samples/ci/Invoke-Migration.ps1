<#
.SYNOPSIS
A migration as a step of a CI/CD pipeline: checks, copies, raises the counters, checks again.
.DESCRIPTION
The two databases are named by the environment variables PIDMIGRATION_SOURCE and PIDMIGRATION_TARGET, as secrets of the job.
It runs in PowerShell 7.6: pwsh -NonInteractive -File. Nothing is asked.

Exit codes: 0 all counts are equal; 1 an error, the message is on standard error; 2 something stands in the way, nothing was
changed; 3 counts differ afterwards; 4 the copy isn't complete, Copy-PidModel -Resume goes on with it; 129, 143 a signal ended it.
PowerShell gives a script that SIGINT stopped the exit code 0: a step after it, with -Check, has the ledger's word.
.PARAMETER Check
Only says whether the last copy is complete, as exit code 0 or 4.
.PARAMETER Group
The parts of the database to move.
.PARAMETER Plan
Only checks, and says what would be done.
.PARAMETER Module
The module's manifest; the one of this repository when left out.
#>
[CmdletBinding()]
param(
    [string[]] $Group = @('Auth', 'Pid', 'Log'),
    [switch] $Plan,
    [switch] $Check,
    [string] $Module = "$PSScriptRoot/../../module/PidMigration.psd1"
)

# The first model that fails ends the script.
$ErrorActionPreference = 'Stop'
# Bars are of no use in a log.
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module

# The ledger's word, not an exit code's.
function Test-Migration { (Get-PidMigration -Last).Status -eq 'Complete' }
if ($Check) { exit ((Test-Migration) ? 0 : 4) }

# A workflow's input may come as one text.
$Group = @($Group | ForEach-Object { $_.Split(',') } | ForEach-Object { $_.Trim() })
$models = Get-PidModel -Group $Group

$findings = @($models | Compare-PidSchema | Where-Object Severity -eq Error)
if ($findings) {
    $findings | Out-Default
    exit 2
}

if ($Plan) {
    $models | Compare-PidCount | Out-Default
    $models | Copy-PidModel -ClearTarget -WhatIf
    exit 0
}

$models | Copy-PidModel -ClearTarget -Confirm:$false | Out-Default
if (-not (Test-Migration)) { exit 4 }
$models | Reset-PidSequence | Out-Default
$counts = @($models | Compare-PidCount)
$counts | Out-Default
if ($counts | Where-Object Status -ne Equal) { exit 3 }
