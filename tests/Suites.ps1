# Runs the suites, each in a process of its own, and reads their JUnit results. A suite without a result has failed.

. "$PSScriptRoot/PowerShell.ps1"

# Every xunit project of tests/, then Pester, then a few rounds of the torture bench.
function Get-SuiteName {
    (Get-ChildItem $PSScriptRoot -Directory -Filter *.Tests | Sort-Object Name).Name -replace '\.Tests$'
    'Pester'
    'Torture'
}

# Bench or Torture, which run the module in the PowerShell that runs this.
function Get-BenchCommand([string] $Name) {
    'dotnet', "$root/bench/PidMigration.$Name/bin/$Configuration/net10.0/PidMigration.$Name.dll"
    '--pwsh', (Get-PowerShell)[-1]
}

# Runs a program in this terminal and returns its exit code. It is ended when it takes too long, and with this script.
function Invoke-Child([string[]] $Command, [int] $Minutes = 60) {
    $program, $arguments = $Command
    $start = [Diagnostics.ProcessStartInfo]::new($program, [string[]] $arguments)
    $start.WorkingDirectory = $root
    $process = [Diagnostics.Process]::Start($start)
    try {
        Wait-Process -InputObject $process -Timeout (60 * $Minutes)
        $process.ExitCode
    }
    finally {
        if (-not $process.HasExited) { $process.Kill($true) }
    }
}

# Each of these starts a suite, which leaves its result in a file; they return the exit code.
function Invoke-XunitSuite([string] $Name, [string] $Result) {
    $program = "$PSScriptRoot/$Name.Tests/bin/$Configuration/net10.0/$Name.Tests.dll"
    if (-not (Test-Path $program)) { throw "$Name.Tests was not built; is it in PidMigration.sln?" }
    $color = if ([Console]::IsOutputRedirected) { '-noColor' }
    Invoke-Child (@('dotnet', $program, '-noLogo', '-reporter', 'quiet', '-result-junit', $Result) + $color) -Minutes 60
}

function Invoke-PesterSuite([string] $Result) {
    $script = "$PSScriptRoot/Pester/Invoke.ps1"
    Invoke-Child ((Get-PowerShell) + '-NoProfile', '-File', $script, '-ResultFile', $Result) -Minutes 40
}

function Invoke-TortureSuite([string] $Result) {
    # As with the servers of the other suites: without them a loud skip, and in CI a failure.
    $obstacles = Get-ServerKind | ForEach-Object { Get-ServerObstacle $_ }
    if ($obstacles -and $env:CI -ne 'true') {
        Write-Warning "SKIPPED: Torture: $($obstacles -join '; ')."
        Set-Content $Result '<testsuites><testcase name="Torture"><skipped /></testcase></testsuites>'
        return 0
    }
    Invoke-WithOwnServer { Invoke-Child ((Get-BenchCommand Torture) + '--short', '--result', $Result) -Minutes 20 }
}

# What came of a suite: its counts, and each failure as text.
function Read-Result([string] $Name, [string] $File, [int] $ExitCode) {
    if (-not (Test-Path $File)) { throw "The suite ended with exit code $ExitCode and without a result." }
    $tests = @(Select-Xml -Path $File -XPath '//testcase').Node
    $failed = @($tests | Where-Object { $_.failure -or $_.error })
    $skipped = @($tests | Where-Object { $null -ne $_.SelectSingleNode('skipped') })
    if (-not $tests) { throw "The suite ran no test." }
    if ($ExitCode -and -not $failed) {
        throw "The suite ended with exit code $ExitCode, but none of its $($tests.Count) tests failed; see its output."
    }
    @{
        Passed   = $tests.Count - $failed.Count - $skipped.Count
        Failed   = $failed.Count
        Skipped  = $skipped.Count
        Failures = @($failed | ForEach-Object { Format-Failure $Name $_ })
    }
}

# The test, its message, and its line: the outermost of the stack that has one is in the test itself.
function Format-Failure([string] $Suite, [Xml.XmlElement] $Test) {
    $node = $Test.SelectSingleNode('failure | error')
    $stack = [regex]::Matches($node.InnerText, '(?m)^.*(?: in |, )(?<file>.+?):(?:line )?(?<line>\d+)\r?$')
    $line = if ($stack) { "$($stack[-1].Groups['file']):$($stack[-1].Groups['line'])" }
    $message = $node.message ? $node.message : $node.InnerText
    $text = @($message -split '\r?\n') + $line | Where-Object { $_ }
    @("${Suite}: $($Test.name)") + $text -join "`n    "
}

# Runs the suites named and returns the sums. A suite that breaks counts as one failure; the others still run.
function Invoke-Suite([string[]] $Name) {
    $folder = "$root/artifacts/test-results"
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    $null = New-Item $folder -ItemType Directory
    $sum = @{ Passed = 0; Failed = 0; Skipped = 0; Failures = @() }
    $lines = foreach ($suite in $Name) {
        Write-Host "--- $suite"
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $file = "$folder/$suite.xml"
        try {
            $code = switch ($suite) {
                'Pester' { Invoke-PesterSuite $file }
                'Torture' { Invoke-TortureSuite $file }
                default { Invoke-XunitSuite $suite $file }
            }
            $counts = Read-Result $suite $file $code
        }
        catch { $counts = @{ Passed = 0; Failed = 1; Skipped = 0; Failures = @("${suite}: $_") } }
        foreach ($key in @($sum.Keys)) { $sum[$key] += $counts[$key] }
        '{0,-12} {1,5} passed {2,5} failed {3,5} skipped {4,7:0.0} s' -f
            $suite, $counts.Passed, $counts.Failed, $counts.Skipped, $clock.Elapsed.TotalSeconds
    }
    if ($sum.Failures) { Write-Host "--- What failed`n$($sum.Failures -join "`n")" }
    Write-Host "---`n$($lines -join "`n")"
    $sum
}
