# Runs Pester 5 files on the bare engine: discovery, then the run, with Pester's scopes. See docs/building.md.

. "$PSScriptRoot/Values.ps1"
. "$PSScriptRoot/Should.ps1"
. "$PSScriptRoot/Blocks.ps1"
. "$PSScriptRoot/Results.ps1"
. "$PSScriptRoot/Run.ps1"

Export-ModuleMember -Function Describe, It, BeforeAll, AfterAll, BeforeEach, AfterEach, BeforeDiscovery, Should, Set-ItResult,
    Invoke-StandIn -Alias Context
