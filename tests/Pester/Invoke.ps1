<#
.SYNOPSIS
Runs the Pester files, or some of them, with the Pester that the build has put into bin.
.EXAMPLE
pwsh tests/Pester/Invoke.ps1 tests/Pester/Get-PidModel.Tests.ps1
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    # Where the result goes, as JUnit XML.
    [string] $ResultFile
)

$colors = [Console]::IsOutputRedirected ? 'Plaintext' : 'Auto'
Import-Module "$PSScriptRoot/bin/Pester/Pester.psd1"
$run = Invoke-Pester -Configuration @{
    Run    = @{ Path = $Path; PassThru = $true; FailOnNullOrEmptyForEach = $true }
    Output = @{ Verbosity = 'Normal'; RenderMode = $colors }
}
# Of a test whose BeforeAll failed, Pester's report only says that it didn't run. This lets it say why.
foreach ($test in $run.Failed | Where-Object { -not $_.Executed }) {
    $block = $test.Block
    while ($block.Parent -and -not $block.ErrorRecord) { $block = $block.Parent }
    $block.ErrorRecord | ForEach-Object { $test.ErrorRecord.Add($_) }
    $test.Executed = $true
}
if ($ResultFile) { $run | Export-JUnitReport -Path $ResultFile }
exit $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
