# What every test server needs: a folder, a port, a password, a guarded process, and an end.

function Test-Root {
    [Environment]::UserName -eq 'root'
}

# The first program of these names or paths that is there.
function Find-Program([string[]] $Name) {
    (Get-Command $Name -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
}

function Get-FreePort {
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    try { $listener.LocalEndpoint.Port } finally { $listener.Stop() }
}

function New-Password {
    [Security.Cryptography.RandomNumberGenerator]::GetHexString(24, $true)
}

# Secrets travel in files that only their owner reads, never as an argument that a process list shows.
function Set-PrivateFile([string] $Path, [string] $Text) {
    $null = New-Item $Path -Force
    Invoke-Program 'Closing a file to others' chmod '600', $Path
    Set-Content $Path $Text -NoNewline
}

function Invoke-Program([string] $Purpose, [string] $Program, [string[]] $Arguments) {
    $output = & $Program @Arguments 2>&1
    if ($LASTEXITCODE) {
        throw "$Purpose failed ($Program, exit code $LASTEXITCODE): $($output | Select-Object -Last 8 | Out-String)"
    }
}

# A folder of the server's own; the account that runs the server (never root) owns it.
function New-ServerFolder([string] $Name, [string] $Account) {
    $folder = [IO.Directory]::CreateTempSubdirectory("pidmigration-$Name-").FullName
    $null = New-Item "$folder/alive"
    Set-ServerOwner $folder $Account
    $folder
}

function Set-ServerOwner([string] $Path, [string] $Account) {
    if (Test-Root) { Invoke-Program 'Handing the folder over' chown '-R', "${Account}:", $Path }
}

# The words before a command that make another account run it.
function Get-AccountPrefix([string] $Account) {
    if (Test-Root) { 'setpriv', "--reuid=$Account", "--regid=$Account", '--init-groups', '--' }
}

function Invoke-AsAccount([string] $Purpose, [string] $Account, [string[]] $Command) {
    $program, $arguments = @(Get-AccountPrefix $Account) + $Command
    Invoke-Program $Purpose $program $arguments
}

# In its own session, so that Ctrl+C in the terminal reaches the build and not the servers: the guard ends them in order.
function Start-GuardedServer([string] $Folder, [int] $Owner, [string] $Signal, [string[]] $Command) {
    $null = New-Item "$Folder/guarded"
    & setsid --fork sh "$PSScriptRoot/guard.sh" $Owner $Folder $Signal @Command
    if ($LASTEXITCODE) { throw "The server's guard could not be started (setsid, exit code $LASTEXITCODE)." }
}

function Wait-Server([string] $Name, [string] $Folder, [scriptblock] $Ready, [int] $Seconds = 60) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Ready)) {
        $ended = Test-Path "$Folder/exited"
        if ($ended -or $clock.Elapsed.TotalSeconds -gt $Seconds) {
            $why = if ($ended) { 'ended while it started' } else { "was not ready within $Seconds s" }
            throw "$Name $why. Its log ends with:`n$(Get-Content "$Folder/log" -Tail 12 | Out-String)"
        }
        Start-Sleep -Milliseconds 100
    }
}

# MySQL and MariaDB greet a client when they take queries: protocol 10 is the greeting's first byte, an error's is 255.
function Test-MySqlGreeting([int] $Port) {
    $client = [Net.Sockets.TcpClient]::new()
    try {
        $client.ReceiveTimeout = 2000
        $client.Connect([Net.IPAddress]::Loopback, $Port)
        $packet = [byte[]]::new(5)
        $read = $client.GetStream().ReadAtLeast($packet, 5, $false)
        $read -eq 5 -and $packet[4] -eq 10
    }
    catch [Net.Sockets.SocketException], [IO.IOException] { $false }  # Not yet: nobody listens, or nobody answers.
    finally { $client.Dispose() }
}

# Removes the sign of life and waits for the guard, which ends the server and removes the folder.
function Stop-Server([string[]] $Folder) {
    # -Force, because to PowerShell a file of another account is read-only, even for root.
    foreach ($one in $Folder) { Remove-Item "$one/alive" -Force -ErrorAction Ignore }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    foreach ($one in $Folder) {
        while (Test-Path $one) {
            if ($clock.Elapsed.TotalSeconds -gt 45) { throw "The server in $one did not stop; end it by hand." }
            Start-Sleep -Milliseconds 50
        }
    }
}

function Remove-FailedServer([string] $Folder) {
    if (Test-Path "$Folder/guarded") { Stop-Server $Folder } else { Remove-Item $Folder -Recurse -Force }
}
