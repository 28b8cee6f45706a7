<#
.SYNOPSIS
Runs the same files through the real Pester 5, and reports as the stand-in does.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments = $true)] [string[]] $Path,
    [string] $ResultFile
)

$private:ErrorActionPreference = 'Stop'
$private:run = @($Path, $ResultFile)
# Nothing of this script is left for a test to see.
foreach ($private:name in 'Path', 'ResultFile') { $ExecutionContext.SessionState.PSVariable.Remove($private:name) }
Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
$private:configuration = New-PesterConfiguration
if ($private:run[0]) { $private:configuration.Run.Path = $private:run[0] }
else { $private:configuration.Run.Path = [IO.Directory]::GetFiles([IO.Path]::GetDirectoryName($PSScriptRoot), '*.Tests.ps1') }
$private:configuration.Run.PassThru = $true
$private:configuration.Output.Verbosity = 'None'
$outcome = Invoke-Pester -Configuration $private:configuration

$failed = 0
$lines = @()
foreach ($container in $outcome.Containers) {
    $file = $container.Item.Name
    # An error in discovery leaves the container's own result at Passed.
    if ($container.ErrorRecord.Count -gt 0) {
        $failed++
        $lines += ("FAILED ${file}: discovery failed: $($container.ErrorRecord -replace '\s*\r?\n\s*', ' ')")
    }
    elseif ($container.TotalCount -eq 0) { $failed++; $lines += ("FAILED ${file}: holds no test") }
}
foreach ($test in $outcome.Tests) {
    if ($test.Result -eq 'Passed') { continue }
    if ($test.Result -notin 'Failed', 'Skipped') { $failed++ }
    $text = if ($test.ErrorRecord) { ': ' + ("$($test.ErrorRecord[0])" -replace '\s*\r?\n\s*', ' ') + " (line $($test.ErrorRecord[0].TargetObject.Line))" }
    $lines += ("$("$($test.Result)".ToUpperInvariant()) $($test.Block.BlockContainer.Item.Name): $($test.ExpandedPath)$text")
}
$failed += $outcome.FailedCount
# What belongs to no test: an AfterAll, for one.
if ($outcome.Result -ne 'Passed' -and $failed -eq 0) {
    $failed = 1
    foreach ($block in $outcome.FailedBlocks) { $lines += ("FAILED $($block.ExpandedPath): $($block.ErrorRecord)") }
}
$lines += "Pester: $($outcome.PassedCount) passed, $failed failed, $($outcome.SkippedCount) skipped"
foreach ($line in $lines) { [Console]::WriteLine($line) }
if ($private:run[1]) { [IO.File]::WriteAllLines($private:run[1], [string[]]$lines) }
if ($failed -gt 0 -or $outcome.PassedCount -eq 0) { exit 1 }
