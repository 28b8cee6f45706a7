# The words of a test file. All of them only record, while the file is discovered; Run.ps1 runs what they recorded.

function New-Block([string] $Name, [scriptblock] $Body, [bool] $Skip) {
    @{
        Name = $Name; FullName = $null; Expand = $null; Body = $Body; Parent = $script:current; Skip = $Skip
        HasItem = $false; Item = $null; Data = @{}; Children = [Collections.Generic.List[object]]::new(); IsTest = $false
        BeforeAll = $null; AfterAll = $null; BeforeEach = $null; AfterEach = $null; RunChildren = $null
        Discovered = $false; IsSetUp = $false; IsTornDown = $false; Error = $null; TearDownError = $null
    }
}

function New-Test([string] $Name, [scriptblock] $Body, [bool] $Skip) {
    @{
        Name = $Name; FullName = $null; Expand = $null; Body = $Body; Parent = $script:current; Skip = $Skip
        HasItem = $false; Item = $null; Data = @{}; IsTest = $true; BeforeEach = @(); AfterEach = @()
        Completed = $false; IsTornDown = $true; Error = $null; TearDownError = $null
    }
}

function Assert-Discovery([string] $Word) {
    if ($script:phase -ne 'Discovery') { throw "$Word stands inside a test or a set-up; it belongs into a Describe or Context." }
}

# One row for each item of -ForEach; a hashtable's keys become variables.
function Add-Recorded([Collections.IDictionary] $Recorded, [object] $Item, [bool] $HasItem) {
    $Recorded.HasItem = $HasItem
    $Recorded.Item = $Item
    if ($Item -is [Collections.IDictionary]) { $Recorded.Data = $Item }
    $script:current.Children.Add($Recorded)
    if ($Recorded.IsTest) { return }
    $script:current = $Recorded
    & $script:file.Discover $Recorded
    if (-not $Recorded.Discovered) { throw "'$($Recorded.Name)' was left by a break or continue outside of a loop." }
    $script:current = $Recorded.Parent
}

function Describe {
    [CmdletBinding()]
    [Alias('Context')]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [Parameter(Mandatory, Position = 1)] [scriptblock] $Fixture,
        [Alias('TestCases')] [object] $ForEach,
        [string[]] $Tag,
        [switch] $Skip
    )
    Assert-Discovery 'Describe or Context'
    if (-not $PSBoundParameters.ContainsKey('ForEach')) { Add-Recorded (New-Block $Name $Fixture $Skip) $null $false; return }
    foreach ($item in $ForEach) { Add-Recorded (New-Block $Name $Fixture $Skip) $item $true }
}

function It {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [Parameter(Mandatory, Position = 1)] [scriptblock] $Test,
        [Alias('TestCases')] [object] $ForEach,
        [string[]] $Tag,
        [switch] $Skip
    )
    Assert-Discovery 'It'
    if (-not $script:current.Parent) { throw "It '$Name' stands outside of any Describe." }
    if (-not $PSBoundParameters.ContainsKey('ForEach')) { Add-Recorded (New-Test $Name $Test $Skip) $null $false; return }
    foreach ($item in $ForEach) { Add-Recorded (New-Test $Name $Test $Skip) $item $true }
}

function Set-Step([string] $Word, [scriptblock] $ScriptBlock) {
    Assert-Discovery $Word
    if ($script:current[$Word]) { throw "'$($script:current.Name)' has two $Word." }
    $script:current[$Word] = $ScriptBlock
}

function BeforeAll([Parameter(Mandatory)] [scriptblock] $Scriptblock) { Set-Step 'BeforeAll' $Scriptblock }
function AfterAll([Parameter(Mandatory)] [scriptblock] $Scriptblock) { Set-Step 'AfterAll' $Scriptblock }
function BeforeEach([Parameter(Mandatory)] [scriptblock] $Scriptblock) { Set-Step 'BeforeEach' $Scriptblock }
function AfterEach([Parameter(Mandatory)] [scriptblock] $Scriptblock) { Set-Step 'AfterEach' $Scriptblock }

# Runs at once, in discovery, where its variables are wanted: beside the tests that are made from them.
function BeforeDiscovery([Parameter(Mandatory)] [scriptblock] $ScriptBlock) {
    Assert-Discovery 'BeforeDiscovery'
    $null = . $ScriptBlock
}

function Set-ItResult {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [switch] $Skipped, [string] $Because)
    if ($script:phase -ne 'Test' -or -not $Skipped) { throw 'Set-ItResult -Skipped belongs into an It.' }
    throw [Management.Automation.ErrorRecord]::new([Exception]::new($Because), 'StandInSkipped', 'NotSpecified', $null)
}
