# Results: one line for each test that did not pass, then the counts, which the build reads.

function Write-Line([string] $Text) {
    $script:report.Add($Text)
    if (-not $script:quiet) { [Console]::WriteLine($Text) }
}

function Add-Result([string] $Result, [Collections.IDictionary] $Test, [string] $Text) {
    $script:results.Add(@{ Result = $Result; IsTest = [bool]$Test })
    if ($Result -eq 'passed') { return }
    $name = if ($Test) { ': ' + (Get-FullName $Test) }
    $text = if ($Text) { ': ' + ($Text -replace '\s*\r?\n\s*', ' ') }
    Write-Line ("$($Result.ToUpperInvariant()) $([IO.Path]::GetFileName($script:file.Path))$name$text")
}

function Get-FullName([Collections.IDictionary] $Item) {
    $name = if ($Item.FullName) { $Item.FullName } else { $Item.Name }
    if ($Item.Parent -and $Item.Parent.Parent) { "$(Get-FullName $Item.Parent).$name" } else { $name }
}

function Get-Count([Collections.Generic.List[object]] $Results) {
    $counts = @{ passed = 0; failed = 0; skipped = 0 }
    foreach ($result in $Results) { $counts[$result.Result]++ }
    $counts.Text = "$($counts.passed) passed, $($counts.failed) failed, $($counts.skipped) skipped"
    $counts
}

# The message, and where it happened: the line in the test file when the error came up through one.
function Format-Failure([Management.Automation.ErrorRecord] $ErrorRecord) {
    $where = "$($ErrorRecord.ScriptStackTrace)".Split([Environment]::NewLine) |
        Where-Object { $_ -match ', (.+\.Tests\.ps1): line (\d+)$' } |
        ForEach-Object { "$([IO.Path]::GetFileName($Matches[1])):$($Matches[2])" }
    $line = if ($where) { " ($(@($where)[0]))" } else { " ($($ErrorRecord.InvocationInfo.ScriptName):$($ErrorRecord.InvocationInfo.ScriptLineNumber))" }
    "$($ErrorRecord.Exception.Message)$line"
}

# A name's <templates> are expressions, evaluated in the scope of the test: <x> gives "$($x)".
function New-NameExpansion([string] $Name) {
    $parts = foreach ($part in [regex]::Split($Name, '(?<!`)(<[^<>`]+>)')) {
        if ($part -match '^<([^<>`]+)>$') { """`$(`$$($Matches[1]))""" } else { "'$($part.Replace('`<', '<').Replace("'", "''"))'" }
    }
    "-join @($($parts -join ', '))"
}
