# What the test files share, dot-sourced by each: the module, databases to move, and ways to run commands apart so that
# every word they say is kept.

. "$PSScriptRoot/../PowerShell.ps1"

$root = Convert-Path "$PSScriptRoot/../.."
$manifest = $env:PIDMIGRATION_MODULE ?? "$root/module/PidMigration.psd1"
# What a developer has set for real databases must not be what a test writes into.
$env:PIDMIGRATION_SOURCE = $null
$env:PIDMIGRATION_TARGET = $null
Import-Module $manifest

# The PID database at this share of its size: 1,086 pids, 1,109 targets, 1,753 log entries; the small tables are whole.
$testScale = '0.002'

# Makes a PID database of the real shape; -Empty makes what Django's migrate makes, a target to copy into.
function New-PidDatabase([string] $Url, [switch] $Empty) {
    $generator = Get-Item "$root/samples/PidDatabase/bin/*/net10.0/PidDatabase.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $generator) { throw 'The generator is not built; run build.ps1.' }
    $said = dotnet $generator create $Url --recreate --scale $testScale ($Empty ? '--empty' : @()) 2>&1
    if ($LASTEXITCODE) { throw "The generator failed: $said" }
}

# A full source and an empty target in a folder of their own, as SQLite files.
function New-DatabasePair {
    $folder = [IO.Directory]::CreateTempSubdirectory('pidmigration-pester-').FullName
    $pair = @{
        Folder = $folder
        SourceFile = "$folder/source.db"; TargetFile = "$folder/target.db"; EmptyFile = "$folder/empty.db"
        Source = "sqlite:///$folder/source.db"; Target = "sqlite:///$folder/target.db"
    }
    New-PidDatabase $pair.Source
    New-PidDatabase "sqlite:///$($pair.EmptyFile)" -Empty
    Reset-TargetFile $pair
    $pair
}

# The target as it was made, or with the source's own rows in it.
function Reset-TargetFile([hashtable] $Pair, [switch] $Filled) {
    Copy-Item ($Filled ? $Pair.SourceFile : $Pair.EmptyFile) $Pair.TargetFile
}

function Remove-DatabasePair([hashtable] $Pair) {
    Disconnect-PidMigration
    if ($Pair) { Remove-Item $Pair.Folder -Recurse -Force }
}

# A connection by the module's own drivers, which live in a context of their own.
function New-Connection([string] $Url) {
    $context = @([Runtime.Loader.AssemblyLoadContext]::All | Where-Object { $_.Name -eq 'PidMigration' })[-1]
    if ($Url -like 'sqlite:*') {
        $assembly, $type, $text = 'Microsoft.Data.Sqlite', 'Microsoft.Data.Sqlite.SqliteConnection', "Data Source=$($Url -replace '^sqlite:///');Pooling=False;Foreign Keys=False"
    }
    else {
        $parts = [Uri]$Url
        $user, $password = $parts.UserInfo.Split(':') | ForEach-Object { [Uri]::UnescapeDataString($_) }
        $text = "Server=$($parts.Host);Port=$($parts.Port);User ID=$user;Password=$password;Database=$($parts.AbsolutePath.Trim('/'));Pooling=False"
        if ($parts.Scheme -eq 'postgresql') { $assembly, $type, $text = 'Npgsql', 'Npgsql.NpgsqlConnection', ($text -replace 'User ID', 'Username') }
        else { $assembly, $type = 'MySqlConnector', 'MySqlConnector.MySqlConnection' }
    }
    $connection = [Activator]::CreateInstance($context.LoadFromAssemblyName([Reflection.AssemblyName]::new($assembly)).GetType($type), [object[]] @($text))
    $connection.Open()
    $connection
}

# Runs SQL; gives back the rows as text, fields joined by |.
function Invoke-Sql([string] $Url, [string] $Sql) {
    $connection = New-Connection $Url
    try {
        $command = $connection.CreateCommand()
        $command.CommandText = $Sql
        $reader = $command.ExecuteReader()
        while ($reader.Read()) {
            @(for ($i = 0; $i -lt $reader.FieldCount; $i++) { if ($reader.IsDBNull($i)) { 'NULL' } else { "$($reader.GetValue($i))" } }) -join '|'
        }
        $reader.Dispose()
    }
    finally { $connection.Dispose() }
}

# Runs commands in a runspace of its own where nobody can be asked. The result has what each stream got, an error that
# ended the commands among the errors, and all of it as one text.
function Invoke-Apart([string] $Commands, [hashtable] $Variables = @{}) {
    $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    try {
        $null = $shell.AddCommand('Import-Module').AddArgument($manifest).Invoke()
        $shell.Commands.Clear()
        foreach ($name in $Variables.Keys) { $runspace.SessionStateProxy.SetVariable($name, $Variables[$name]) }
        $null = $shell.AddScript($Commands)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $output = @()
        $ended = @()
        try { $output = @($shell.Invoke()) }
        catch [Management.Automation.MethodInvocationException] { $ended = @($_.Exception.InnerException.ErrorRecord) }
        $errors = @($shell.Streams.Error) + $ended
        $result = @{
            Output = $output; Errors = $errors; Elapsed = $clock.Elapsed; Warnings = @($shell.Streams.Warning | ForEach-Object { $_.Message })
            Verbose = @($shell.Streams.Verbose | ForEach-Object { $_.Message }); Progress = @($shell.Streams.Progress)
        }
        $words = $output + @($errors | ForEach-Object { "$_"; $_.Exception; $_.TargetObject; $_.ScriptStackTrace }) +
            @($shell.Streams.Warning) + @($shell.Streams.Verbose) + @($shell.Streams.Debug) + @($shell.Streams.Information) +
            @($shell.Streams.Progress | ForEach-Object { $_.Activity; $_.StatusDescription; $_.CurrentOperation })
        $result.Text = ($words | ForEach-Object { "$_" }) -join "`n"
        $result
    }
    finally { $shell.Dispose(); $runspace.Dispose() }
}

# What the session's target holds, a line a model, to see that nothing was changed.
function Get-TargetState { (Compare-PidCount | ForEach-Object { "$($_.Model) $($_.Target)" }) -join "`n" }

# Copies admin.LogEntry row by row in a runspace of its own and stops it when some are there; the result is the pipeline's state.
function Stop-CopyInTheMiddle([hashtable] $Pair) {
    $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace([Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    try {
        $null = $shell.AddScript("Import-Module '$manifest'; Copy-PidModel admin.LogEntry -BatchSize 1 -Source '$($Pair.Source)' -Target '$($Pair.Target)'")
        $null = $shell.BeginInvoke()
        $clock = [Diagnostics.Stopwatch]::StartNew()
        # The second bar with a rate says that batches are on their way.
        while (-not @($shell.Streams.Progress | Where-Object { $_.StatusDescription -match 'rows/s' }) -and $clock.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 20 }
        $shell.Stop()
        "$($shell.InvocationStateInfo.State)"
    }
    finally { $shell.Dispose(); $runspace.Dispose() }
}

# Runs commands, or a script file, in a PowerShell of its own. Each answer is a line of its standard input, which then
# ends. Its output is 80 columns wide, as in a log.
function Invoke-Console([string] $Commands, [string] $File, [string[]] $Answers, [hashtable] $Environment = @{}) {
    $program, $arguments = Get-PowerShell
    $arguments = @($arguments) + '-NoProfile' + $(if ($File) { '-File', $File } else { '-Command', "Import-Module '$manifest'; $Commands" })
    $start = [Diagnostics.ProcessStartInfo]::new($program, [string[]] $arguments)
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $start.Environment['NO_COLOR'] = '1'
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    $process = [Diagnostics.Process]::Start($start)
    try {
        $out = $process.StandardOutput.ReadToEndAsync()
        $err = $process.StandardError.ReadToEndAsync()
        foreach ($answer in $Answers) { $process.StandardInput.WriteLine($answer) }
        $process.StandardInput.Close()
        if (-not $process.WaitForExit(120000)) { $process.Kill($true); throw "Still running after two minutes: $Commands$File" }
        @{ ExitCode = $process.ExitCode; Output = $out.Result; Error = $err.Result; Text = $out.Result + $err.Result }
    }
    finally { $process.Dispose() }
}

# Whether a server is there to test against. A missing one is said loudly; where CI is true, it fails the file.
function Test-Server([string[]] $Name) {
    $missing = @($Name | Where-Object { -not (Test-Path "env:PIDMIGRATION_TEST_$_") })
    if ($missing.Length -eq 0) { return $true }
    $variables = ($missing | ForEach-Object { "PIDMIGRATION_TEST_$_" }) -join ', '
    if ($env:CI -eq 'true') { throw "No test server: set $variables (build.ps1 Test does)." }
    Write-Warning "SKIPPED: tests that need $variables."
    $false
}

# The address of a database of this test run on a test server.
function Get-ServerUrl([string] $Name, [string] $Database) {
    (Get-Content "env:PIDMIGRATION_TEST_$Name") -replace '/[^/]*$', "/pester_${PID}_$Database"
}

function Remove-ServerDatabase([string] $Name, [string] $Database) {
    $quote = if ($Name -eq 'POSTGRESQL') { '"' } else { '`' }
    Invoke-Sql (Get-Content "env:PIDMIGRATION_TEST_$Name") "DROP DATABASE IF EXISTS ${quote}pester_${PID}_$Database$quote"
}

# The examples of a cmdlet's help, to be tried.
function Get-HelpExample([string] $Name) {
    foreach ($example in @((Get-Help $Name -Examples).examples.example)) { @{ Title = $example.title.Trim('- '); Code = $example.code } }
}

# Tries an example on a pair of databases, its addresses replaced by theirs. The variables that it sets are set back.
function Invoke-HelpExample([string] $Code, [hashtable] $Pair) {
    $code = $Code -replace "(postgresql|sqlite)://[^\s'`"]*\bold\b[^\s'`"]*", $Pair.Source -replace "(mysql|sqlite)://[^\s'`"]*\bnew\b[^\s'`"]*", $Pair.Target -replace 'Credential pidman\b', 'Credential $credential'
    $password = [Security.SecureString]::new()
    $before = $env:PIDMIGRATION_SOURCE, $env:PIDMIGRATION_TARGET
    try {
        Invoke-Apart "`$null = Connect-PidMigration -Source $($Pair.Source) -Target $($Pair.Target)`n$code" @{ credential = [pscredential]::new('pidman', $password) }
    }
    finally { $env:PIDMIGRATION_SOURCE, $env:PIDMIGRATION_TARGET = $before }
}
