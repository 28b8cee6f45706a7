#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds, tests, shows and packs PidMigration.
.DESCRIPTION
Runs in PowerShell (pwsh build.ps1 Test) and in the Shell of this repository alike
(dotnet run --project src/PidMigration.Shell -- build.ps1 Test), so it uses the language, .NET and programs only.
.PARAMETER Task
Build, Test, Demo, Bench, Torture, Pack, Clean; or Servers, which starts the test servers for a developer (docs/building.md).
.PARAMETER Suite
Test: only these suites, for instance Core,Pester.
.PARAMETER MySql
Test, Bench, Torture, Servers: with the real MySQL from Debian sid too.
.PARAMETER Detach
Servers: leave them running.
.PARAMETER Stop
Servers: end those left running.
.PARAMETER Arguments
Demo, Bench, Torture: handed on as they are.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)] [string] $Task = 'Build',
    [string] $Configuration = 'Release',
    [string[]] $Suite,
    [switch] $MySql,
    [switch] $Detach,
    [switch] $Stop,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Arguments = @()
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$root = $PSScriptRoot
$detachedServers = "$root/artifacts/servers.env"
. "$root/tests/Servers/Servers.ps1"
. "$root/tests/Suites.ps1"

# The folder that the running Shell was started from; nothing in PowerShell.
function Get-RunningShellFolder {
    $folder = [AppContext]::BaseDirectory
    if ($folder.StartsWith("$root/src/PidMigration.Shell/bin/")) { $folder }
}

function Invoke-Build([string[]] $Projects = 'PidMigration.sln') {
    # Writing over the assemblies of a running program ends it.
    if ("$(Get-RunningShellFolder)".StartsWith("$root/src/PidMigration.Shell/bin/$Configuration/")) {
        throw "This Shell runs from the folder that the build writes ($Configuration); " +
            "start it with 'dotnet run --project src/PidMigration.Shell -- build.ps1 $Task'."
    }
    # The module's folder holds what was built last; the Shell that runs this has a copy of its own.
    foreach ($project in $Projects) {
        $code = Invoke-Child 'dotnet' @('msbuild', $project, '-restore', "-p:Configuration=$Configuration", '-nologo', '-v:quiet')
        if ($code -ne 0) { throw 'The build failed; the errors are above.' }
    }
}

# Starts what is missing, runs the work, and stops what it started, however the work ends.
function Invoke-WithServer([scriptblock] $Work) {
    $servers = New-ServerResult
    try {
        Start-TestServer $servers $MySql $false
        foreach ($line in $servers.Missing) {
            if ($env:CI -eq 'true') { throw "$line." }
            [Console]::Error.WriteLine("SKIPPED: $line.")
        }
        & $Work
    }
    finally { Stop-Server $servers.Folder }
}

# For what kills servers: always its own ones, whatever the environment names. They go by other names there, so that
# nothing else takes them for its servers, and no server of somebody else's is ever killed.
function Invoke-WithOwnServer([scriptblock] $Work) {
    $known = @{}
    foreach ($name in @([Environment]::GetEnvironmentVariables().Keys)) {
        if ($name -notlike 'PIDMIGRATION_TEST_*') { continue }
        $known[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $null)
    }
    $servers = New-ServerResult
    try {
        try { Start-TestServer $servers $MySql $false }
        finally {
            foreach ($name in $servers.Variables.Keys) { [Environment]::SetEnvironmentVariable($name, $null) }
            foreach ($name in $known.Keys) { [Environment]::SetEnvironmentVariable($name, $known[$name]) }
        }
        # One of them alone is nothing to copy between.
        if ($servers.Missing) { throw "$($servers.Missing -join '; ')." }
        foreach ($name in $servers.Variables.Keys) {
            [Environment]::SetEnvironmentVariable($name.Replace('_TEST_', '_TORTURE_'), $servers.Variables[$name])
        }
        foreach ($folder in $servers.Folder) {
            $engine = ([IO.Path]::GetFileName($folder).Split('-')[1]).ToUpperInvariant()
            [Environment]::SetEnvironmentVariable("PIDMIGRATION_TORTURE_${engine}_FOLDER", $folder)
        }
        & $Work
    }
    finally { Stop-Server $servers.Folder }
}

function Invoke-Test {
    $all = @(Get-SuiteName)
    $wanted = if ($Suite) { @($Suite | ForEach-Object { $_.Split(',') } | ForEach-Object { $_.Trim() }) } else { $all }
    foreach ($name in $wanted) {
        if ($name -notin $all) { throw "There is no suite '$name'; there are $($all -join ', ')." }
    }
    Invoke-Build
    $code = Invoke-Child 'dotnet' @("$root/docs/HelpBuilder/bin/$Configuration/net10.0/HelpBuilder.dll", '--check')
    if ($code -ne 0) { throw "The help is stale, as said above; 'dotnet run --project docs/HelpBuilder' makes it anew." }
    $results = "$root/artifacts/test-results"
    if ([IO.Directory]::Exists($results)) { [IO.Directory]::Delete($results, $true) }
    $null = [IO.Directory]::CreateDirectory($results)
    $env:PIDMIGRATION_MODULE = "$root/module/PidMigration.psd1"

    $run = { Invoke-Suite $wanted $Configuration $results }
    # Core and the Shell know no server; starting four for them alone would be waiting for nothing.
    $sum = if ($wanted | Where-Object { $_ -notin 'Core', 'Shell' }) { Invoke-WithServer $run } else { & $run }
    $skipped = if ($sum.Skipped) { ", $($sum.Skipped) skipped" }
    [Console]::WriteLine("$($sum.Passed) passed, $($sum.Failed) failed$skipped")
    if ($sum.Failed -gt 0 -or $sum.Passed -eq 0) { $script:exitCode = 1 }
}

function Invoke-Demo {
    $demo = "$root/samples/Demo.ps1"
    if (-not [IO.File]::Exists($demo)) { throw "$demo is not there." }
    # No more than it shows, so that a first look doesn't wait for the test suites.
    Invoke-Build 'src/PidMigration.Shell/PidMigration.Shell.csproj', 'samples/PidDatabase/PidDatabase.csproj'
    $script:exitCode = Invoke-Script (Get-ScriptHost $Configuration) $demo $Arguments
}

function Invoke-Bench {
    Invoke-Build
    $program = "$root/bench/PidMigration.Bench/bin/$Configuration/net10.0/PidMigration.Bench.dll"
    Invoke-WithServer { $script:exitCode = Invoke-Child 'dotnet' (@($program) + $Arguments) 240 }
}

function Invoke-Torture {
    Invoke-Build
    Invoke-WithOwnServer { $script:exitCode = Invoke-Child 'dotnet' (@(Get-TortureProgram $Configuration) + $Arguments) 480 }
}

# The folder as it is installed: copied to a folder of PSModulePath, Import-Module PidMigration finds it.
function Invoke-Pack {
    # Anew, so that nothing of an earlier build is packed.
    if ([IO.Directory]::Exists("$root/module/bin")) { [IO.Directory]::Delete("$root/module/bin", $true) }
    Invoke-Build
    $target = "$root/artifacts/PidMigration"
    if ([IO.Directory]::Exists($target)) { [IO.Directory]::Delete($target, $true) }
    foreach ($file in [IO.Directory]::GetFiles("$root/module", '*', 'AllDirectories')) {
        $copy = "$target/$([IO.Path]::GetRelativePath("$root/module", $file))"
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($copy))
        [IO.File]::Copy($file, $copy)
    }
    [Console]::WriteLine($target)
}

function Invoke-Clean {
    $running = Get-RunningShellFolder
    # Not artifacts/servers.env: servers left running hold someone's data, and only -Stop ends them.
    $folders = @("$root/module/bin", "$root/artifacts/PidMigration", "$root/artifacts/test-results")
    foreach ($part in 'src', 'tests', 'bench', 'samples') {
        if (-not [IO.Directory]::Exists("$root/$part")) { continue }
        foreach ($project in [IO.Directory]::GetFiles("$root/$part", '*.csproj', 'AllDirectories')) {
            $folder = [IO.Path]::GetDirectoryName($project)
            $folders += "$folder/bin", "$folder/obj"
        }
    }
    foreach ($folder in $folders) {
        if ($running -and $running.StartsWith("$folder/")) { [Console]::WriteLine("$folder stays: this Shell runs from it") }
        elseif ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
    }
}

function Invoke-Servers {
    if ($Stop) { Stop-DetachedServer $detachedServers; return }
    if ($Detach -and [IO.File]::Exists($detachedServers)) {
        throw "Servers are running already: '. $detachedServers' has them, 'build.ps1 Servers -Stop' ends them."
    }
    $servers = New-ServerResult
    $kept = $false
    try {
        Start-TestServer $servers $MySql $Detach
        foreach ($line in $servers.Missing) { [Console]::Error.WriteLine("$line.") }
        if ($Detach) {
            Save-DetachedServer $detachedServers $servers
            $kept = $true
            [Console]::WriteLine("set -a; . $detachedServers; set +a")
            return
        }
        foreach ($line in @(Format-ServerVariable $servers)) { [Console]::WriteLine("export $line") }
        [Console]::WriteLine('Enter stops the servers.')
        # Waited for in steps, because a blocking read would keep Ctrl+C from getting through; from the stream, because
        # the reader of [Console]::In blocks even when it is asked not to.
        $line = [Console]::OpenStandardInput().ReadAsync([byte[]]::new(80), 0, 80)
        while (-not $line.Wait(200)) { }
    }
    finally { if (-not $kept) { Stop-Server $servers.Folder } }
}

$exitCode = 0
try {
    switch ($Task) {
        'Build' { Invoke-Build }
        'Test' { Invoke-Test }
        'Demo' { Invoke-Demo }
        'Bench' { Invoke-Bench }
        'Torture' { Invoke-Torture }
        'Pack' { Invoke-Pack }
        'Clean' { Invoke-Clean }
        'Servers' { Invoke-Servers }
        default { throw "There is no task '$Task'; there are Build, Test, Demo, Bench, Torture, Pack and Clean." }
    }
}
catch {
    [Console]::Error.WriteLine("build.ps1: $($_.Exception.Message)")
    # What this script throws itself is text and says all; anything else is a fault, and where it is helps.
    if ($_.Exception -isnot [Management.Automation.RuntimeException] -or $_.FullyQualifiedErrorId -ne $_.Exception.Message) {
        [Console]::Error.WriteLine($_.ScriptStackTrace)
    }
    exit 1
}
exit $exitCode
