# The servers that the suites and the benchmarks run against: those that the environment names, else our own.

. "$PSScriptRoot/Processes.ps1"
. "$PSScriptRoot/Packages.ps1"
. "$PSScriptRoot/PostgreSql.ps1"
. "$PSScriptRoot/MariaDb.ps1"
. "$PSScriptRoot/MySql.ps1"

# One entry per server: its name, the variable with its URL, its package (none: it is fetched separately), how to find
# its program, and how to start it.
function Get-ServerKind([switch] $MySql) {
    @{
        Name = 'PostgreSQL'; Variable = 'PIDMIGRATION_TEST_POSTGRESQL'; Package = 'postgresql'
        Find = { Find-PostgreSqlFolder }; Start = { Start-PostgreSql $args[0] }
    }
    @{
        Name = 'MariaDB'; Variable = 'PIDMIGRATION_TEST_MARIADB'; Package = 'mariadb-server'
        Find = { Find-MariaDb }; Start = { Start-MariaDb $args[0] }
    }
    if ($MySql) {
        @{
            Name = 'MySQL'; Variable = 'PIDMIGRATION_TEST_MYSQL'; Package = $null
            Find = { Find-MySql }; Start = { Start-MySql $args[0] }
        }
    }
}

function New-ServerResult {
    @{ Folder = @(); Variables = @{}; Missing = @() }
}

# Starts the servers that the environment doesn't name, and names them there. With -Own it starts all of them, and the
# environment stays as it is. Fills in Folder (what is ours to stop), Variables, and Missing (a line for each server
# that can't be had) as it goes, so that the caller can stop what is up when a later one fails.
function Start-TestServer([hashtable] $Result, [switch] $MySql, [switch] $Own, [switch] $Detached) {
    # A server ends with its owner: this process, or init when it has to outlive it.
    $owner = if ($Detached) { 1 } else { $PID }
    $wanted = @(Get-ServerKind -MySql:$MySql | Where-Object { $Own -or -not (Test-Path "env:$($_.Variable)") })
    foreach ($kind in $wanted) {
        $kind.Obstacle = Get-ServerObstacle $kind
        if ($kind.Obstacle) { $Result.Missing += $kind.Obstacle }
    }
    $wanted = @($wanted | Where-Object { -not $_.Obstacle })
    $install = @($wanted | Where-Object { -not $_.Present })
    $packages = @($install.Package | Where-Object { $_ })
    if ($packages) { Install-ServerPackage $packages }
    if ($packages.Count -lt $install.Count) { Install-MySql }
    foreach ($kind in $wanted) {
        $server = & $kind.Start $owner
        $Result.Folder += $server.Folder
        foreach ($name in $server.Variables.Keys) {
            $Result.Variables[$name] = $server.Variables[$name]
            if (-not $Own) { Set-Item "env:$name" $server.Variables[$name] }
        }
        Write-Host "$($kind.Name) runs in $($server.Folder)"
    }
}

# Starts what is missing, runs the work, and stops what it started, however the work ends.
function Invoke-WithServer([scriptblock] $Work) {
    $servers = New-ServerResult
    try {
        Start-TestServer $servers -MySql:$MySql
        foreach ($line in $servers.Missing) {
            if ($env:CI -eq 'true') { throw "$line." }
            Write-Warning "SKIPPED: $line."
        }
        & $Work
    }
    finally { Stop-Server $servers.Folder }
}

# For what kills servers: never those that the environment names. They have other names there, so that nothing else
# takes them for its servers, and nobody else's server is ever killed.
function Invoke-WithOwnServer([scriptblock] $Work) {
    $servers = New-ServerResult
    try {
        Start-TestServer $servers -MySql:$MySql -Own
        # One of them alone is nothing to copy between.
        if ($servers.Missing) { throw "$($servers.Missing -join '; ')." }
        foreach ($name in $servers.Variables.Keys) {
            Set-Item "env:$($name.Replace('_TEST_', '_TORTURE_'))" $servers.Variables[$name]
        }
        foreach ($folder in $servers.Folder) {
            $engine = (Split-Path $folder -Leaf).Split('-')[1].ToUpperInvariant()
            Set-Item "env:PIDMIGRATION_TORTURE_${engine}_FOLDER" $folder
        }
        & $Work
    }
    finally { Stop-Server $servers.Folder }
}

# NAME='value', as a shell reads it.
function Format-ServerVariable([hashtable] $Result) {
    foreach ($name in $Result.Variables.Keys | Sort-Object) { "$name='$($Result.Variables[$name])'" }
}

# Servers for a whole day's work: the file holds the variables for a shell to read, and what has to be stopped.
function Save-DetachedServer([string] $Path, [hashtable] $Result) {
    $lines = @('# Test servers left running; build.ps1 Servers -Stop stops them.')
    $lines += $Result.Folder | ForEach-Object { "# folder $_" }
    $lines += Format-ServerVariable $Result
    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    Set-PrivateFile $Path (($lines -join "`n") + "`n")
}

function Stop-DetachedServer([string] $Path) {
    if (-not (Test-Path $Path)) { return }
    $folders = Get-Content $Path | Where-Object { $_ -like '# folder *' } | ForEach-Object { $_ -replace '^# folder ' }
    Stop-Server ($folders | Where-Object { Test-Path $_ })
    Remove-Item $Path
}
