# Should, with the operators that the test files use. A parameter that is not here is an error of the engine's.

# Operators on the whole of what was piped. The others look at each item on its own, as Pester does.
$script:wholeOperators = 'Be', 'BeExactly', 'BeNullOrEmpty', 'Contain', 'HaveCount'

# Each says whether the actual value ($args[0]) meets the expected one ($args[1]), and how the expectation reads.
$script:operators = @{
    Be               = @{ Test = { Test-Equal $args[0] $args[1] $false }; Text = '{0}' }
    BeExactly        = @{ Test = { Test-Equal $args[0] $args[1] $true }; Text = 'exactly {0}' }
    BeNullOrEmpty    = @{ Test = { Test-NullOrEmpty $args[0] }; Text = '$null or empty' }
    BeTrue           = @{ Test = { [bool]$args[0] }; Text = '$true' }
    BeFalse          = @{ Test = { -not $args[0] }; Text = '$false' }
    BeGreaterThan    = @{ Test = { -not ($args[0] -le $args[1]) }; Not = { -not ($args[0] -gt $args[1]) }; Text = 'greater than {0}' }
    BeLessThan       = @{ Test = { -not ($args[0] -ge $args[1]) }; Not = { -not ($args[0] -lt $args[1]) }; Text = 'less than {0}' }
    BeGreaterOrEqual = @{ Test = { -not ($args[0] -lt $args[1]) }; Not = { -not ($args[0] -ge $args[1]) }; Text = 'at least {0}' }
    BeLessOrEqual    = @{ Test = { -not ($args[0] -gt $args[1]) }; Not = { -not ($args[0] -le $args[1]) }; Text = 'at most {0}' }
    Match            = @{ Test = { [bool]($args[0] -match $args[1]) }; Text = 'a match of {0}' }
    BeLike           = @{ Test = { [bool]($args[0] -like $args[1]) }; Text = 'like {0}' }
    Contain          = @{ Test = { $args[0] -contains $args[1] }; Text = 'a collection with {0}' }
    HaveCount        = @{ Test = { (Get-Length $args[0]) -eq $args[1] }; Text = 'a collection of {0}' }
    BeOfType         = @{ Test = { $args[0] -is (Get-ExpectedType $args[1]) }; Text = 'type {0}' }
}

function Test-NullOrEmpty([object] $Value) {
    if ($null -eq $Value -or $Value.Length -eq 0) { return $true }
    if ($Value.Length -gt 1) { return $false }
    if ($Value[0] -is [hashtable]) { return $Value[0].Count -eq 0 }
    [string]::IsNullOrEmpty($Value[0])
}

function Get-Length([object] $Value) {
    if ($null -eq $Value) { 0 } else { @($Value).Length }
}

function Get-ExpectedType([object] $Type) {
    if ($Type -isnot [string]) { return $Type }
    $found = ($Type -replace '^\[(.*)\]$', '$1') -as [type]
    if (-not $found) { throw [ArgumentException]::new("Type $Type is not loaded.") }
    $found
}

function Should {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline)] [object] $ActualValue,
        [Parameter(Position = 0)] [object] $ExpectedValue,
        [switch] $Not,
        [string] $Because,
        [switch] $Be, [switch] $BeExactly, [switch] $BeNullOrEmpty, [switch] $BeTrue, [switch] $BeFalse,
        [switch] $BeGreaterThan, [switch] $BeLessThan, [switch] $BeGreaterOrEqual, [switch] $BeLessOrEqual,
        [switch] $Match, [switch] $BeLike, [switch] $Contain, [switch] $HaveCount, [switch] $BeOfType,
        [switch] $Throw, [string] $ExpectedMessage, [string] $ErrorId, [switch] $PassThru
    )
    begin { $values = [Collections.Generic.List[object]]::new() }
    process { $values.Add($ActualValue) }
    end {
        $given = @($PSBoundParameters.Keys | Where-Object { $_ -eq 'Throw' -or $script:operators.ContainsKey($_) })
        if ($given.Length -ne 1) { throw [ArgumentException]::new("Should takes one operator; here are $($given.Length): $given") }
        if (-not $Throw -and ($ExpectedMessage -or $ErrorId -or $PassThru)) {
            throw [ArgumentException]::new('-ExpectedMessage, -ErrorId and -PassThru belong to Should -Throw.')
        }
        $operator = $given[0]
        $reason = if ($Because) { " because $($Because -replace '^because\s+')," }
        if ($Throw) {
            if ($PSBoundParameters.ContainsKey('ExpectedValue')) { $ExpectedMessage = $ExpectedValue }
            foreach ($block in $values) { Assert-Throw $block $Not $ExpectedMessage $ErrorId $reason $PassThru }
        }
        elseif ($values.Count -eq 0) { Assert-Operator $operator $null $ExpectedValue $Not $reason }
        elseif ($operator -in $script:wholeOperators) { Assert-Operator $operator $values.ToArray() $ExpectedValue $Not $reason }
        else { foreach ($value in $values) { Assert-Operator $operator $value $ExpectedValue $Not $reason } }
    }
}

function Assert-Operator([string] $Name, [object] $Actual, [object] $Expected, [bool] $Not, [string] $Reason) {
    $operator = $script:operators[$Name]
    $met = if (-not $Not) { & $operator.Test $Actual $Expected }
    elseif ($operator.Not) { & $operator.Not $Actual $Expected }
    else { -not (& $operator.Test $Actual $Expected) }
    if ($met) { return }
    $text = $operator.Text.Replace('{0}', (Format-Value $Expected))
    $negation = if ($Not) { 'not ' }
    throw (New-Failure "Expected $negation$text,$Reason but got $(Format-Value $Actual).")
}

function Assert-Throw([object] $Block, [bool] $Not, [string] $Message, [string] $ErrorId, [string] $Reason, [bool] $PassThru) {
    if ($Block -isnot [scriptblock]) { throw [ArgumentException]::new('Should -Throw takes a script block.') }
    $thrown = $null
    try { do { $null = & $Block } until ($true) } catch { $thrown = $_ }
    if ($Not) {
        if ($thrown) { throw (New-Failure "Expected no exception,$Reason but got '$($thrown.Exception.Message)'.") }
        return
    }
    $but = if (-not $thrown) { 'none was thrown' }
    elseif ($Message -and $thrown.Exception.Message -notlike $Message) { "the message was '$($thrown.Exception.Message)'" }
    elseif ($ErrorId -and $thrown.FullyQualifiedErrorId -notlike $ErrorId) { "the error id was '$($thrown.FullyQualifiedErrorId)'" }
    if ($but) {
        $like = if ($Message) { " like '$Message'" }
        $id = if ($ErrorId) { " with id '$ErrorId'" }
        throw (New-Failure "Expected an exception$like$id,$Reason but $but.")
    }
    if ($PassThru) { $thrown }
}

function New-Failure([string] $Message) {
    [Management.Automation.ErrorRecord]::new([Exception]::new($Message), 'StandInAssertionFailed', 'InvalidResult', $null)
}
