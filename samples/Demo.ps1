<#
.SYNOPSIS
Shows a migration: a PID database in SQLite at a tenth of the real size, moved into an empty one.
.DESCRIPTION
build.ps1 Demo builds what it needs and runs it. Everything happens in a temporary folder, which is removed at the end. The
exit code is 1 when a count differs.
.PARAMETER Scale
The share of the real size (542,835 pids).
#>
[CmdletBinding()]
param([ValidateRange(0.001, 1)] [double] $Scale = 0.1)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../module/PidMigration.psd1"

function New-PidDatabase([string] $Url, [string[]] $Options) {
    $program = Get-Item "$PSScriptRoot/PidDatabase/bin/*/net10.0/PidDatabase.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw 'The generator is not built; run build.ps1 Demo.' }
    $said = dotnet $program create $Url @Options 2>&1
    if ($LASTEXITCODE) { throw "The PID database could not be made: $said" }
    $said | Select-Object -Last 1
}

$clock = [Diagnostics.Stopwatch]::StartNew()
$folder = [IO.Directory]::CreateTempSubdirectory('pidmigration-demo-').FullName
$different = @()
try {
    $size = $Scale.ToString([Globalization.CultureInfo]::InvariantCulture)
    Write-Host "Making a PID database with $('{0:N0}' -f [Math]::Round(542835 * $Scale)) pids, and an empty one as Django's migrate leaves it …"
    Write-Host (New-PidDatabase "sqlite:///$folder/old.db" '--scale', $size)
    $null = New-PidDatabase "sqlite:///$folder/new.db" '--empty'

    Connect-PidMigration -Source "sqlite:///$folder/old.db" -Target "sqlite:///$folder/new.db" | Out-Default

    Write-Host 'What is in both, before:'
    Compare-PidCount | Out-Default

    Write-Host 'The target holds rows that Django made itself, under keys of its own; -ClearTarget deletes them first.'
    $results = @(Get-PidModel -Group Auth, Pid, Log | Copy-PidModel -ClearTarget -Confirm:$false)
    $results | Out-Default

    Write-Host 'No key and no identifier may be issued again, so the counters are raised:'
    Reset-PidSequence | Out-Default

    Write-Host 'What is in both, after:'
    $counts = Compare-PidCount
    $counts | Out-Default
    $different = @($counts | Where-Object Difference)

    $rows = ($results | Measure-Object Rows -Sum).Sum
    if ($different) { Write-Host "Not equal: $($different.Model -join ', ')." }
    else { Write-Host ('{0:N0} rows moved, all counts are equal; {1:N0} s in all.' -f $rows, $clock.Elapsed.TotalSeconds) }
}
finally {
    Disconnect-PidMigration
    Remove-Item $folder -Recurse -Force
}
if ($different) { exit 1 }
