<#
.SYNOPSIS
Runs the same files through the real Pester 5, and reports as the stand-in does.
#>
[CmdletBinding()]
param([Parameter(Position = 0, ValueFromRemainingArguments = $true)] [string[]] ${private:Path})

$private:ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
$configuration = New-PesterConfiguration
if ($private:Path) { $configuration.Run.Path = $private:Path }
else { $configuration.Run.Path = [IO.Directory]::GetFiles([IO.Path]::GetDirectoryName($PSScriptRoot), '*.Tests.ps1') }
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration

$failed = 0
foreach ($container in $run.Containers) {
    $file = $container.Item.Name
    # An error in discovery leaves the container's own result at Passed.
    if ($container.ErrorRecord.Count -gt 0) {
        $failed++
        [Console]::WriteLine("FAILED ${file}: discovery failed: $($container.ErrorRecord -replace '\s*\r?\n\s*', ' ')")
    }
    elseif ($container.TotalCount -eq 0) { $failed++; [Console]::WriteLine("FAILED ${file}: holds no test") }
}
foreach ($test in $run.Tests) {
    if ($test.Result -eq 'Passed') { continue }
    if ($test.Result -notin 'Failed', 'Skipped') { $failed++ }
    $text = if ($test.ErrorRecord) { ': ' + ("$($test.ErrorRecord[0])" -replace '\s*\r?\n\s*', ' ') + " (line $($test.ErrorRecord[0].TargetObject.Line))" }
    [Console]::WriteLine("$("$($test.Result)".ToUpperInvariant()) $($test.Block.BlockContainer.Item.Name): $($test.ExpandedPath)$text")
}
$failed += $run.FailedCount
# What belongs to no test: an AfterAll, for one.
if ($run.Result -ne 'Passed' -and $failed -eq 0) {
    $failed = 1
    foreach ($block in $run.FailedBlocks) { [Console]::WriteLine("FAILED $($block.ExpandedPath): $($block.ErrorRecord)") }
}
[Console]::WriteLine("$($run.PassedCount) passed, $failed failed, $($run.SkippedCount) skipped")
if ($failed -gt 0 -or $run.PassedCount -eq 0) { exit 1 }
