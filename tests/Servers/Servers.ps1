# The servers that the suites and the benchmarks run against: those that the environment names, else our own.

. "$PSScriptRoot/Processes.ps1"
. "$PSScriptRoot/Packages.ps1"
. "$PSScriptRoot/PostgreSql.ps1"
. "$PSScriptRoot/MariaDb.ps1"
. "$PSScriptRoot/MySql.ps1"

# One row a server: its name, the variable with its URL, its package (none: it is fetched apart), is it here, how to start it.
function Get-ServerKind([bool] $MySql) {
    @{
        Name = 'PostgreSQL'; Variable = 'PIDMIGRATION_TEST_POSTGRESQL'; Package = 'postgresql'
        Present = { Find-PostgreSqlFolder }; Start = { Start-PostgreSql $args[0] }
    }
    @{
        Name = 'MariaDB'; Variable = 'PIDMIGRATION_TEST_MARIADB'; Package = 'mariadb-server'
        Present = { Find-MariaDb }; Start = { Start-MariaDb $args[0] }
    }
    if ($MySql) {
        @{
            Name = 'MySQL'; Variable = 'PIDMIGRATION_TEST_MYSQL'; Package = $null
            Present = { Find-MySql }; Start = { Start-MySql $args[0] }
        }
    }
}

# Starts what is missing and sets the variables for this process and its children.
# Gives back Folder (what is ours to stop) and Missing (one line per server that could not be had).
function Start-TestServer([hashtable] $Result, [bool] $MySql, [bool] $Detached) {
    $wanted = @(Get-ServerKind $MySql | Where-Object { -not [Environment]::GetEnvironmentVariable($_.Variable) })
    $install = @()
    foreach ($kind in $wanted) {
        $present = [OperatingSystem]::IsLinux() -and [bool](& $kind.Present)
        $kind.Obstacle = Get-ServerObstacle $kind.Name $kind.Package $kind.Variable $present
        if ($kind.Obstacle) { $Result.Missing += $kind.Obstacle }
        elseif (-not $present) { $install += $kind }
    }
    $packages = foreach ($kind in $install) { if ($kind.Package) { $kind.Package } }
    if ($packages) { Install-ServerPackage $packages }
    if ($packages.Count -lt $install.Count) { Install-MySql }
    foreach ($kind in $wanted) {
        if ($kind.Obstacle) { continue }
        $server = & $kind.Start (Get-ServerOwner $Detached)
        $Result.Folder += $server.Folder
        foreach ($name in $server.Variables.Keys) {
            $Result.Variables[$name] = $server.Variables[$name]
            [Environment]::SetEnvironmentVariable($name, $server.Variables[$name])
        }
        [Console]::WriteLine("$($kind.Name) runs in $($server.Folder)")
    }
}

function New-ServerResult {
    @{ Folder = @(); Variables = @{}; Missing = @() }
}

# NAME='value', as a shell reads it.
function Format-ServerVariable([hashtable] $Result) {
    foreach ($name in [Collections.Generic.SortedSet[string]] [string[]] $Result.Variables.Keys) { "$name='$($Result.Variables[$name])'" }
}

# Servers for a whole day's work: the file holds the variables for a shell to read, and what is to be stopped.
function Save-DetachedServer([string] $Path, [hashtable] $Result) {
    $lines = @('# Test servers left running; build.ps1 Servers -Stop ends them.')
    $lines += foreach ($folder in $Result.Folder) { "# folder $folder" }
    $lines += Format-ServerVariable $Result
    $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($Path))
    Set-PrivateFile $Path (($lines -join "`n") + "`n")
}

function Stop-DetachedServer([string] $Path) {
    if (-not [IO.File]::Exists($Path)) { return }
    $folders = foreach ($line in [IO.File]::ReadAllLines($Path)) {
        if ($line -match '^# folder (.+)$' -and [IO.Directory]::Exists($Matches[1])) { $Matches[1] }
    }
    Stop-Server $folders
    [IO.File]::Delete($Path)
}
