# Runs the suites, each in a process of its own, and reads their counts. A suite that cannot be counted has failed.

# Every xunit project of tests/, then Pester, then a few loops of the torture bench.
function Get-SuiteName {
    $folders = [IO.Directory]::GetDirectories($PSScriptRoot, '*.Tests')
    [Array]::Sort($folders, [StringComparer]::Ordinal)
    foreach ($folder in $folders) { [IO.Path]::GetFileName($folder) -replace '\.Tests$' }
    'Pester'
    'Torture'
}

# Waits for a program that shares this terminal. In short steps, so that Ctrl+C and SIGTERM end the wait; what was
# started never stays behind. Gives back the exit code.
function Invoke-Child([string] $Program, [string[]] $Arguments, [int] $Minutes = 60) {
    $start = [Diagnostics.ProcessStartInfo]::new($Program)
    $start.WorkingDirectory = $script:root
    foreach ($argument in $Arguments) { $start.ArgumentList.Add($argument) }
    $process = [Diagnostics.Process]::Start($start)
    try {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        while (-not $process.WaitForExit(100)) {
            if ($clock.Elapsed.TotalMinutes -gt $Minutes) { throw "$Program $Arguments was still running after $Minutes minutes." }
        }
        $process.ExitCode
    }
    finally {
        if (-not $process.HasExited) { $process.Kill($true); $process.WaitForExit() }
        $process.Dispose()
    }
}

# The PowerShell for scripts: the one that runs this, or the Shell of this repository as it was just built.
function Get-ScriptHost([string] $Configuration, [switch] $Shell) {
    if (-not $Shell -and [IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'pwsh') {
        return [Environment]::ProcessPath, '-NoProfile', '-File'
    }
    'dotnet', "$script:root/src/PidMigration.Shell/bin/$Configuration/net10.0/PidMigration.Shell.dll", '-NoProfile', '-File'
}

function Invoke-Script([string[]] $ScriptHost, [string] $Path, [string[]] $Arguments, [int] $Minutes = 60) {
    Invoke-Child $ScriptHost[0] ($ScriptHost[1..($ScriptHost.Length - 1)] + $Path + $Arguments) $Minutes
}

function Invoke-XunitSuite([string] $Name, [string] $Configuration, [string] $Results) {
    $program = "$PSScriptRoot/$Name.Tests/bin/$Configuration/net10.0/$Name.Tests.dll"
    if (-not [IO.File]::Exists($program)) { throw "$Name.Tests was not built; is it in PidMigration.sln?" }
    $file = "$Results/$Name.xml"
    $arguments = @($program, '-noLogo', '-reporter', 'quiet', '-result-xml', $file)
    if ([Console]::IsOutputRedirected) { $arguments += '-noColor' }
    $code = Invoke-Child 'dotnet' $arguments 20
    if (-not [IO.File]::Exists($file)) { throw "$Name.Tests ended with exit code $code and no result." }
    $document = [xml][IO.File]::ReadAllText($file)
    $counts = @{ Passed = 0; Failed = 0; Skipped = 0 }
    foreach ($assembly in $document.assemblies.assembly) {
        # An error is a failure outside of any test, in a fixture's end for instance.
        $counts.Passed += [int]$assembly.passed
        $counts.Failed += [int]$assembly.failed + [int]$assembly.errors
        $counts.Skipped += [int]$assembly.skipped
    }
    if ($code -ne 0 -and $counts.Failed -eq 0) { throw "$Name.Tests crashed: exit code $code." }
    $counts
}

# Through the real Pester 5 where it can be imported, else through the stand-in in the Shell.
function Invoke-PesterSuite([string] $Configuration, [string] $Results) {
    $files = "$PSScriptRoot/Pester/StandIn"
    $pester = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -eq 5 }
    $file = "$Results/Pester.txt"
    if ($pester -and (Get-Module -ListAvailable Microsoft.PowerShell.Utility)) {
        $code = Invoke-Script (Get-ScriptHost $Configuration) "$files/Invoke-WithPester.ps1" @('-ResultFile', $file) 20
        return Read-PesterCount $file $code
    }
    $shell = Get-ScriptHost $Configuration -Shell
    Assert-StandIn $shell $files $Results
    $code = Invoke-Script $shell "$files/Invoke-StandIn.ps1" @('-ResultFile', $file) 20
    Read-PesterCount $file $code
}

# A stand-in that lets everything pass would be found here: tests with known outcomes, named after them.
function Assert-StandIn([string[]] $Shell, [string] $Files, [string] $Results) {
    $file = "$Results/StandIn.txt"
    $null = Invoke-Script $Shell "$Files/Invoke-StandIn.ps1" @('-ResultFile', $file, '-Quiet', "$Files/Known") 5
    if (-not [IO.File]::Exists($file)) { throw 'The Pester stand-in did not come to an end on its own known tests.' }
    $lines = [IO.File]::ReadAllLines($file)
    $expected = [IO.File]::ReadAllText("$Files/Known/Expected.txt").Trim()
    $wrong = @($lines | Where-Object {
        ($_ -like 'FAILED*' -and $_ -notmatch '\.fails |Unknown\.Tests\.ps1: discovery failed') -or
        ($_ -like 'SKIPPED*' -and $_ -notmatch '\.skips ')
    })
    if ($wrong -or $lines[-1] -ne $expected) {
        throw "The Pester stand-in is broken: on its known tests it gives '$($lines[-1])' instead of '$expected'. $($wrong -join ' ')"
    }
}

function Get-TortureProgram([string] $Configuration) {
    "$script:root/bench/PidMigration.Torture/bin/$Configuration/net10.0/PidMigration.Torture.dll"
}

# Kills and cuts, a few of each, on servers of its own.
function Invoke-TortureSuite([string] $Configuration, [string] $Results) {
    $file = "$Results/Torture.txt"
    # As with the other suites' servers: without them a loud skip, and in CI a failure.
    $obstacle = foreach ($kind in Get-ServerKind $false) {
        $present = [OperatingSystem]::IsLinux() -and [bool](& $kind.Present)
        Get-ServerObstacle $kind.Name $kind.Package $kind.Variable $present
    }
    if ($obstacle -and $env:CI -ne 'true') {
        [Console]::Error.WriteLine("SKIPPED: Torture: $($obstacle -join '; ').")
        return @{ Passed = 0; Failed = 0; Skipped = 1 }
    }
    Invoke-WithOwnServer { $null = Invoke-Child 'dotnet' @((Get-TortureProgram $Configuration), '--short', '--result', $file) 10 }
    if (-not [IO.File]::Exists($file)) { throw 'The torture bench ended without a result.' }
    $last = [IO.File]::ReadAllLines($file)[-1]
    if ($last -notmatch '^Torture: (\d+) passed, (\d+) failed$') { throw "The torture bench ended with '$last'." }
    @{ Passed = [int]$Matches[1]; Failed = [int]$Matches[2]; Skipped = 0 }
}

function Read-PesterCount([string] $File, [int] $Code) {
    if (-not [IO.File]::Exists($File)) { throw "The Pester files ended with exit code $Code and no result." }
    $last = [IO.File]::ReadAllLines($File)[-1]
    if ($last -notmatch '^Pester: (\d+) passed, (\d+) failed, (\d+) skipped$') { throw "The Pester files ended with '$last'." }
    $counts = @{ Passed = [int]$Matches[1]; Failed = [int]$Matches[2]; Skipped = [int]$Matches[3] }
    if ($Code -ne 0 -and $counts.Failed -eq 0 -and $counts.Passed -gt 0) { throw "The Pester files crashed: exit code $Code." }
    $counts
}

# Runs the suites named and gives back the sums. A suite that breaks counts as one failure; the others still run.
function Invoke-Suite([string[]] $Name, [string] $Configuration, [string] $Results) {
    $sum = @{ Passed = 0; Failed = 0; Skipped = 0 }
    $lines = @()
    foreach ($suite in $Name) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        [Console]::WriteLine("--- $suite")
        try {
            $counts = if ($suite -eq 'Pester') { Invoke-PesterSuite $Configuration $Results }
            elseif ($suite -eq 'Torture') { Invoke-TortureSuite $Configuration $Results }
            else { Invoke-XunitSuite $suite $Configuration $Results }
            if ($counts.Passed + $counts.Failed + $counts.Skipped -eq 0) { throw "The suite $suite ran no test." }
        }
        catch [Management.Automation.RuntimeException] {
            [Console]::Error.WriteLine($_.Exception.Message)
            $counts = @{ Passed = 0; Failed = 1; Skipped = 0 }
        }
        foreach ($key in @($sum.Keys)) { $sum[$key] += $counts[$key] }
        $lines += '{0,-12} {1,5} passed {2,5} failed {3,5} skipped {4,7:0.0} s' -f
            $suite, $counts.Passed, $counts.Failed, $counts.Skipped, $clock.Elapsed.TotalSeconds
    }
    [Console]::WriteLine('---')
    foreach ($line in $lines) { [Console]::WriteLine($line) }
    $sum
}
