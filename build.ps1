#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests and shows PidMigration. Runs in PowerShell and in the Shell of this repository alike.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [string] $Task = 'Build',
    [string] $Configuration = 'Release',
    [switch] $MySql,
    [switch] $Detach,
    [switch] $Stop
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
. "$PSScriptRoot/tests/Servers/Servers.ps1"
$detachedServers = "$PSScriptRoot/artifacts/servers.env"

function Invoke-Servers {
    if ($Stop) { Stop-DetachedServer $detachedServers; return }
    if ($Detach -and [IO.File]::Exists($detachedServers)) {
        throw "Servers are running already; '. $detachedServers' has them, 'build.ps1 Servers -Stop' ends them."
    }
    $servers = New-ServerResult
    $kept = $false
    try {
        Start-TestServer $servers $MySql $Detach
        foreach ($line in $servers.Missing) { [Console]::Error.WriteLine($line) }
        if ($Detach) {
            Save-DetachedServer $detachedServers $servers
            $kept = $true
            [Console]::WriteLine("set -a; . $detachedServers; set +a")
            return
        }
        foreach ($name in $servers.Variables.Keys) { [Console]::WriteLine("export $name='$($servers.Variables[$name])'") }
        [Console]::WriteLine('Enter stops the servers.')
        $null = [Console]::In.ReadLine()
    }
    finally { if (-not $kept) { Stop-Server $servers.Folder } }
}

try {
    switch ($Task) {
        'Servers' { Invoke-Servers }
        default { throw "No task '$Task'." }
    }
}
catch {
    [Console]::Error.WriteLine("build: $($_.Exception.Message)")
    [Console]::Error.WriteLine($_.ScriptStackTrace)
    exit 1
}
