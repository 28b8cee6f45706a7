# What every test server needs: a folder, a port, a password, a guarded process, and an end.
# Only the language, .NET and native commands: these scripts also run where PowerShell's own modules are not.

# The owner is this process, or init when the servers shall outlive it.
function Get-ServerOwner([bool] $Detached) {
    if ($Detached) { 1 } else { [Environment]::ProcessId }
}

function Test-Root {
    [Environment]::UserName -eq 'root'
}

function Find-Program([string[]] $Path) {
    foreach ($candidate in $Path) {
        if ([IO.File]::Exists($candidate)) { return $candidate }
    }
    foreach ($folder in "$env:PATH".Split(':')) {
        $candidate = "$folder/$([IO.Path]::GetFileName($Path[0]))"
        if ($folder -and [IO.File]::Exists($candidate)) { return $candidate }
    }
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
    $options = [IO.FileStreamOptions]::new()
    $options.Mode = 'Create'
    $options.Access = 'Write'
    $options.UnixCreateMode = 'UserRead, UserWrite'
    $writer = [IO.StreamWriter]::new($Path, $options)
    try { $writer.Write($Text) } finally { $writer.Dispose() }
}

function Invoke-Program([string] $Purpose, [string] $Program, [string[]] $Arguments) {
    $output = & $Program @Arguments 2>&1
    if ($LASTEXITCODE -ne 0) {
        throw "$Purpose failed ($Program, exit code $LASTEXITCODE): $(@($output)[-8..-1] -join [Environment]::NewLine)"
    }
}

# A folder of the server's own; the account that runs the server (never root) owns it.
function New-ServerFolder([string] $Name, [string] $Account) {
    $folder = [IO.Directory]::CreateTempSubdirectory("pidmigration-$Name-").FullName
    [IO.File]::WriteAllText("$folder/alive", '')
    if (Test-Root) { Set-ServerOwner $folder $Account }
    $folder
}

function Set-ServerOwner([string] $Path, [string] $Account) {
    if (Test-Root) { Invoke-Program 'Handing the folder over' 'chown' @('-R', "${Account}:", $Path) }
}

# The words in front of a command that make another account run it.
function Get-AccountPrefix([string] $Account) {
    if (Test-Root) { 'setpriv', "--reuid=$Account", "--regid=$Account", '--init-groups', '--' }
}

function Invoke-AsAccount([string] $Purpose, [string] $Account, [string[]] $Command) {
    $words = @(Get-AccountPrefix $Account) + $Command
    Invoke-Program $Purpose $words[0] $words[1..($words.Length - 1)]
}

# Its own session, so that Ctrl+C in the terminal reaches the build and not the servers, which the guard ends in order.
function Start-GuardedServer([string] $Folder, [int] $Owner, [string] $Signal, [string[]] $Command) {
    [IO.File]::WriteAllText("$Folder/guarded", '')
    & setsid --fork sh "$PSScriptRoot/guard.sh" $Owner $Folder $Signal @Command
    if ($LASTEXITCODE -ne 0) { throw "The server's guard could not be started (setsid, exit code $LASTEXITCODE)." }
}

function Wait-Server([string] $Name, [string] $Folder, [scriptblock] $Ready, [int] $Seconds = 60) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Ready)) {
        $ended = [IO.File]::Exists("$Folder/exited")
        if ($ended -or $clock.Elapsed.TotalSeconds -gt $Seconds) {
            $why = if ($ended) { 'ended while it started' } else { "was not ready within $Seconds s" }
            $log = @([IO.File]::ReadAllLines("$Folder/log"))[-12..-1] -join [Environment]::NewLine
            throw "$Name $why. Its log ends with:$([Environment]::NewLine)$log"
        }
        [Threading.Thread]::Sleep(100)
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

# Takes the sign of life away and waits for the guard, which ends the server and removes the folder.
# .NET only: this runs in a finally block, also while Ctrl+C stops the pipeline.
function Stop-Server([string[]] $Folder) {
    foreach ($one in $Folder) { [IO.File]::Delete("$one/alive") }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    foreach ($one in $Folder) {
        while ([IO.Directory]::Exists($one)) {
            if ($clock.Elapsed.TotalSeconds -gt 45) { throw "The server in $one did not stop; end it by hand and remove the folder." }
            [Threading.Thread]::Sleep(50)
        }
    }
}

function Remove-FailedServer([string] $Folder) {
    if ([IO.File]::Exists("$Folder/guarded")) { Stop-Server $Folder } else { [IO.Directory]::Delete($Folder, $true) }
}
