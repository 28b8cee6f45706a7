# How values are compared and shown. Arrays are compared item by item, in depth; everything else by -eq.

function Test-Array([object] $Value) {
    $Value -is [Collections.IList]
}

function Test-Equal([object[]] $Actual, [object[]] $Expected, [bool] $CaseSensitive) {
    $nothing = Test-Nothing $Actual
    if ($nothing -or (Test-Nothing $Expected)) { return $nothing -and (Test-Nothing $Expected) }
    if ($Actual.Length -ne $Expected.Length) { return $false }
    for ($i = 0; $i -lt $Actual.Length; $i++) {
        $same = if ((Test-Array $Actual[$i]) -or (Test-Array $Expected[$i])) { Test-Equal $Actual[$i] $Expected[$i] $CaseSensitive }
        elseif ($CaseSensitive) { [bool]($Expected[$i] -ceq $Actual[$i]) }
        else { [bool]($Expected[$i] -eq $Actual[$i]) }
        if (-not $same) { return $false }
    }
    $true
}

# $null, no item, and one item that is $null are the same nothing.
function Test-Nothing([object[]] $Value) {
    $null -eq $Value -or $Value.Length -eq 0 -or ($Value.Length -eq 1 -and $null -eq $Value[0])
}

function Format-Value([object] $Value) {
    if ($null -eq $Value) { '$null' }
    elseif ($Value -is [string]) { "'$Value'" }
    elseif ($Value -is [bool]) { "`$$Value".ToLowerInvariant() }
    elseif ($Value -is [type]) { "[$($Value.FullName)]" }
    elseif ($Value -is [Collections.IDictionary]) {
        '@{' + (@(foreach ($key in $Value.Keys) { "$key=$(Format-Value $Value[$key])" }) -join '; ') + '}'
    }
    elseif (Test-Array $Value) {
        if ($Value.Count -eq 1) { Format-Value $Value[0] } else { '@(' + (@(foreach ($item in $Value) { Format-Value $item }) -join ', ') + ')' }
    }
    else { "$Value" }
}
