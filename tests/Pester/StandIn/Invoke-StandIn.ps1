<#
.SYNOPSIS
Runs Pester 5 files where Pester is not: the files given, or every *.Tests.ps1 in the folder above.
.DESCRIPTION
It knows only what these files use (see docs/building.md) and throws on anything else. The last line is
"Pester: N passed, N failed, N skipped"; the exit code is 1 when something failed or nothing passed.
.PARAMETER ResultFile
Where all lines are written too.
.PARAMETER Quiet
Writes nothing but the file.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments = $true)] [string[]] $Path,
    [string] $ResultFile,
    [switch] $Quiet
)

$private:ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/StandIn.psm1" -Force
$private:run = @($Path, $ResultFile, [bool]$Quiet)
# Nothing of this script is left for a test to see.
foreach ($private:name in 'Path', 'ResultFile', 'Quiet') { $ExecutionContext.SessionState.PSVariable.Remove($private:name) }
# The block belongs to this script's session, not to the module's: what it calls, runs where a user's script would.
exit (Invoke-StandIn @private:run { & $args[0] $args[1] })
