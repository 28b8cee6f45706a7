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
$configuration = New-PesterConfiguration @{
    Run        = @{ Path = $Path; Exit = $true; FailOnNullOrEmptyForEach = $true }
    Output     = @{ Verbosity = 'Normal'; RenderMode = $colors }
    TestResult = @{ Enabled = [bool] $ResultFile; OutputPath = "$ResultFile"; OutputFormat = 'JUnitXml' }
}
Invoke-Pester -Configuration $configuration
