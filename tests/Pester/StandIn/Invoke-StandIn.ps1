<#
.SYNOPSIS
Runs Pester 5 files where Pester is not: the files given, or every *.Tests.ps1 in the folder above.
.DESCRIPTION
It knows only what these files use (see docs/building.md) and throws on anything else. The last line is
"N passed, N failed, N skipped"; the exit code is 1 when something failed or nothing ran.
#>
[CmdletBinding()]
param([Parameter(Position = 0, ValueFromRemainingArguments = $true)] [string[]] ${private:StandInPath})

$private:ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/StandIn.psm1" -Force
# The block belongs to this script's session, not to the module's: what it calls, runs where a user's script would.
exit (Invoke-StandIn -Path ${private:StandInPath} -InUserSession { & $args[0] $args[1] })
