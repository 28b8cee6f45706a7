# Runs what was recorded and counts it. A test that did not come to its end is a failure, whatever the reason.

function Invoke-StandIn([string[]] $Path, [string] $ResultFile, [bool] $Quiet, [scriptblock] $InUserSession) {
    $script:report = [Collections.Generic.List[string]]::new()
    $script:quiet = $Quiet
    $script:results = [Collections.Generic.List[object]]::new()
    foreach ($file in @(Get-TestFile $Path)) {
        $before = $script:results.Count
        Invoke-TestFile $file $InUserSession
        $counts = Get-Count $script:results.GetRange($before, $script:results.Count - $before)
        Write-Line ("$([IO.Path]::GetFileName($file)): $($counts.Text)")
    }
    $counts = Get-Count $script:results
    Write-Line "Pester: $($counts.Text)"
    if ($ResultFile) { [IO.File]::WriteAllLines($ResultFile, $script:report) }
    if ($counts.Failed -gt 0 -or $counts.Passed -eq 0) { 1 } else { 0 }
}

function Get-TestFile([string[]] $Path) {
    if (-not $Path) { $Path = @([IO.Path]::GetDirectoryName($PSScriptRoot)) }
    foreach ($one in $Path) {
        $one = [IO.Path]::GetFullPath($one)
        if (-not [IO.Directory]::Exists($one)) { $one; continue }
        $files = [IO.Directory]::GetFiles($one, '*.Tests.ps1')
        [Array]::Sort($files, [StringComparer]::Ordinal)
        $files
    }
}

function Invoke-TestFile([string] $File, [scriptblock] $InUserSession) {
    $script:current = $null
    $root = New-Block 'Root' $null $false
    $script:file = @{ Path = $File; Root = $root; InUserSession = $InUserSession; Failed = $null; Planned = 0 }
    $script:current = $root
    $before = $script:results.Count
    try {
        $script:phase = 'Discovery'
        $script:file.Start = { param($state) & $state.InUserSession $state.Path }
        $null = & $InUserSession "$PSScriptRoot/Scope.ps1" $script:file
        $script:file.Planned = Initialize-Tree $root $false
    }
    catch {
        Add-Result 'failed' $null "discovery failed: $(Format-Failure $_)"
        return
    }
    if ($script:file.Planned -eq 0) { Add-Result 'failed' $null 'holds no test'; return }

    # A script scope of its own again: nothing that discovery set is there when the tests run.
    $script:file.Start = { param($state) & $state.RunBlock $state.Root }
    $script:phase = 'Run'
    $null = & $InUserSession "$PSScriptRoot/Scope.ps1" $script:file
    $ran = 0
    foreach ($result in $script:results.GetRange($before, $script:results.Count - $before)) { $ran += [int]$result.IsTest }
    if ($ran -ne $script:file.Planned) {
        Add-Result 'failed' $null "$($script:file.Planned) tests were found and $ran came to a result"
    }
}

# Hands skips down, collects the steps around each test, and counts the tests.
function Initialize-Tree([Collections.IDictionary] $Block, [bool] $Skip) {
    $Block.Skip = $Block.Skip -or $Skip
    $Block.RunChildren = { param($block) Invoke-Child $block }
    $Block.Expand = New-NameExpansion $Block.Name
    $Block.IsWanted = $false
    $count = 0
    foreach ($child in $Block.Children) {
        if ($child.IsTest) {
            $count++
            $child.Skip = $child.Skip -or $Block.Skip
            $child.Expand = New-NameExpansion $child.Name
            for ($outer = $Block; $outer; $outer = $outer.Parent) {
                if ($outer.BeforeEach) { $child.BeforeEach = @($outer.BeforeEach) + $child.BeforeEach }
                if ($outer.AfterEach) { $child.AfterEach += $outer.AfterEach }
            }
            $Block.IsWanted = $Block.IsWanted -or -not $child.Skip
        }
        else {
            $count += Initialize-Tree $child $Block.Skip
            $Block.IsWanted = $Block.IsWanted -or $child.IsWanted
        }
    }
    $count
}

function Invoke-Child([Collections.IDictionary] $Block) {
    foreach ($child in $Block.Children) {
        if (-not $Block.IsSetUp) { Add-Unrun $child $Block }
        elseif ($child.IsTest) { Invoke-Test $child }
        elseif (-not $child.IsWanted) { Add-Unrun $child $null }
        else {
            & $script:file.RunBlock $child
            Add-TearDownFailure $child
        }
    }
    if (-not $Block.Parent) { Add-TearDownFailure $Block }
}

# Tests that never ran: skipped by their author, or failed with the set-up that they need.
function Add-Unrun([Collections.IDictionary] $Item, [Collections.IDictionary] $FailedBlock) {
    if (-not $Item.IsTest) {
        foreach ($child in $Item.Children) { Add-Unrun $child $FailedBlock }
    }
    elseif ($Item.Skip) { Add-Result 'skipped' $Item '' }
    else {
        $why = if ($FailedBlock.Error) { Format-Failure $FailedBlock.Error } else { 'it was left by a break or continue' }
        Add-Result 'failed' $Item "BeforeAll of '$($FailedBlock.Name)' failed: $why"
    }
}

function Add-TearDownFailure([Collections.IDictionary] $Block) {
    if ($Block.TearDownError) { Add-Result 'failed' $null "AfterAll of '$($Block.Name)' failed: $(Format-Failure $Block.TearDownError)" }
}

function Invoke-Test([Collections.IDictionary] $Test) {
    if ($Test.Skip) { Add-Result 'skipped' $Test ''; return }
    $script:phase = 'Test'
    try { & $script:file.RunTest $Test } finally { $script:phase = 'Run' }

    $failure = if ($Test.Error -and -not (Test-Skipped $Test.Error)) { Format-Failure $Test.Error }
    elseif (-not $Test.Error -and -not $Test.Completed) { 'the test was left by a break or continue outside of a loop' }
    if ($Test.TearDownError) { $failure = "$failure AfterEach failed: $(Format-Failure $Test.TearDownError)".TrimStart() }
    elseif (-not $Test.IsTornDown) { $failure = "$failure AfterEach was left by a break or continue".TrimStart() }

    if ($failure) { Add-Result 'failed' $Test $failure }
    elseif ($Test.Completed) { Add-Result 'passed' $Test '' }
    else { Add-Result 'skipped' $Test $Test.Error.Exception.Message }
}

function Test-Skipped([Management.Automation.ErrorRecord] $ErrorRecord) {
    $ErrorRecord.FullyQualifiedErrorId -like 'StandInSkipped*'
}
