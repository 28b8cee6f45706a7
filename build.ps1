#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, demonstrates and packs PidMigration.
.DESCRIPTION
With PowerShell 7.6: pwsh build.ps1 Test. With the .NET SDK alone: dotnet tool exec -y powershell -- build.ps1 Test.
.PARAMETER Task
What to do; docs/building.md describes each task. Servers starts the test servers for a developer.
.PARAMETER Suite
Test: only these suites, for instance Core,Pester.
.PARAMETER MySql
Test, Bench, Torture, Servers: with the real MySQL from Debian sid, too.
.PARAMETER Detach
Servers: leave them running.
.PARAMETER Stop
Servers: stop those left running.
.PARAMETER Arguments
Demo, Bench, Torture: passed on as they are.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Torture', 'Pack', 'Clean', 'Servers')]
    [Parameter(Position = 0)] [string] $Task = 'Build',
    [string] $Configuration = 'Release',
    [string[]] $Suite,
    [switch] $MySql,
    [switch] $Detach,
    [switch] $Stop,
    [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments = @()
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
. "$root/tests/Servers/Servers.ps1"
. "$root/tests/Suites.ps1"

function Invoke-Build([string[]] $Project = 'PidMigration.sln', [string[]] $Option = @()) {
    foreach ($one in $Project) {
        dotnet msbuild "$root/$one" -restore "-p:Configuration=$Configuration" @Option -nologo -v:quiet | Out-Host
        if ($LASTEXITCODE) { throw "$one was not built; the errors are above." }
    }
}

function Invoke-Test {
    $all = Get-SuiteName
    # From a command line (pwsh -File), a list comes as one text.
    $wanted = if ($Suite) { $Suite.Split(',').Trim() } else { $all }
    foreach ($name in $wanted) {
        if ($name -notin $all) { throw "There is no suite '$name'; the suites are $($all -join ', ')." }
    }
    Invoke-Build
    dotnet "$root/tools/HelpBuilder/bin/$Configuration/net10.0/HelpBuilder.dll" --check | Out-Host
    if ($LASTEXITCODE) { throw "The help is out of date; 'dotnet run --project tools/HelpBuilder' rebuilds it." }

    # Core knows no server, and Torture starts its own: for these alone, starting more would be waiting for nothing.
    $needsServers = $wanted | Where-Object { $_ -notin 'Core', 'Torture' }
    $run = { Invoke-Suite $wanted }
    $sum = if ($needsServers) { Invoke-WithServer $run } else { & $run }
    $skipped = if ($sum.Skipped) { ", $($sum.Skipped) skipped" }
    Write-Host "$($sum.Passed) passed, $($sum.Failed) failed$skipped"
    if ($sum.Failed -or -not $sum.Passed) { exit 1 }
}

function Invoke-Demo {
    # Only what it shows, and without compiling ahead of time: a first look shouldn't wait for what it doesn't need.
    $projects = 'src/PidMigration.Cmdlets/PidMigration.Cmdlets.csproj', 'samples/PidDatabase/PidDatabase.csproj'
    Invoke-Build $projects -Option '-p:ReadyToRun=false'
    exit (Invoke-Child ((Get-PowerShell) + '-File' + "$root/samples/Demo.ps1" + $Arguments))
}

function Invoke-Bench {
    Invoke-Build
    Invoke-WithServer { exit (Invoke-Child ((Get-BenchCommand Bench) + $Arguments) -Minutes 240) }
}

function Invoke-Torture {
    Invoke-Build
    Invoke-WithOwnServer { exit (Invoke-Child ((Get-BenchCommand Torture) + $Arguments) -Minutes 480) }
}

# The folder as it is installed: copied to a folder of PSModulePath, Import-Module PidMigration finds it.
function Invoke-Pack {
    $target = "$root/artifacts/PidMigration"
    # Removed first, so that nothing from an earlier build is packed.
    Remove-Item "$root/module/bin", $target -Recurse -Force -ErrorAction Ignore
    Invoke-Build
    $null = New-Item "$root/artifacts" -ItemType Directory -Force
    Copy-Item "$root/module" $target -Recurse
    Write-Host $target
}

function Invoke-Clean {
    # Not artifacts/servers.env: servers left running hold someone's data, and only -Stop ends them.
    $built = @("$root/module/bin", "$root/artifacts/PidMigration", "$root/artifacts/test-results")
    $folders = (Get-ChildItem $root -Recurse -Filter *.csproj).DirectoryName
    $built += $folders | ForEach-Object { "$_/bin", "$_/obj" }
    Remove-Item $built -Recurse -Force -ErrorAction Ignore
}

function Invoke-Servers {
    $file = "$root/artifacts/servers.env"
    if ($Stop) { Stop-DetachedServer $file; return }
    if ($Detach -and (Test-Path $file)) {
        throw "Servers are already running: '. $file' has them, 'build.ps1 Servers -Stop' stops them."
    }
    $servers = New-ServerResult
    $kept = $false
    try {
        Start-TestServer $servers -MySql:$MySql -Detached:$Detach
        foreach ($line in $servers.Missing) { Write-Warning "$line." }
        if ($Detach) {
            Save-DetachedServer $file $servers
            $kept = $true
            Write-Host "set -a; . $file; set +a"
            return
        }
        foreach ($line in Format-ServerVariable $servers) { Write-Host "export $line" }
        Write-Host 'Enter stops the servers.'
        # In steps, because Ctrl+C doesn't get through to Read-Host here.
        $key = [Console]::OpenStandardInput().ReadAsync([byte[]]::new(80), 0, 80)
        while (-not $key.Wait(200)) { }
    }
    finally { if (-not $kept) { Stop-Server $servers.Folder } }
}

& "Invoke-$Task"
