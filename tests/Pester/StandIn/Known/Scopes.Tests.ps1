# Everything here passes: scopes, order and data as in Pester 5.

BeforeDiscovery {
    $rows = @(
        @{ Text = 'a'; Number = 1; Deep = @{ Key = 'k1' } }
        @{ Text = 'b'; Number = 2; Deep = @{ Key = 'k2' } }
    )
    $onlyInDiscovery = 1
}

BeforeAll {
    $fromRoot = 'root'
    $script:log = [Collections.Generic.List[string]]::new()
    function Get-Twice([int] $Value) { 2 * $Value }
    $folder = $PSScriptRoot
}

Describe 'Scopes' {
    BeforeAll { $fromBlock = 'block'; $changed = 1 }
    BeforeEach { $script:log.Add('outer before'); $fresh = 0 }
    AfterEach { $script:log.Add('outer after') }

    It 'passes: set-up is visible' {
        "$fromRoot $fromBlock $(Get-Twice 4)" | Should -Be 'root block 8'
        [IO.Path]::GetFileName($folder) | Should -Be 'Known'
        [IO.Path]::GetFileName($PSScriptRoot) | Should -Be 'Known'
        [IO.Path]::GetFileName($PSCommandPath) | Should -Be 'Scopes.Tests.ps1'
    }
    It 'passes: discovery is gone' { $onlyInDiscovery | Should -BeNullOrEmpty; $rows | Should -BeNullOrEmpty }
    It 'passes: a test changes its own copy' { $changed = 2; $changed | Should -Be 2; $own = 1; $own | Should -Be 1 }
    It 'passes: the next sees the old value' { $changed | Should -Be 1; $own | Should -BeNullOrEmpty }
    It 'passes: script scope is shared by the file' { $script:shared = 5; $script:log.Count | Should -BeGreaterThan 0 }
    It 'passes: and seen by the next' { $script:shared | Should -Be 5; $shared | Should -Be 5 }
    It 'passes: the runner leaves no variable behind' {
        foreach ($word in 'file', 'block', 'test', 'Path', 'name', 'step', 'child', 'results') {
            $ExecutionContext.SessionState.PSVariable.GetValue($word) | Should -BeNullOrEmpty -Because "`$$word is not the test's"
        }
    }

    Context 'order' {
        BeforeAll { $script:log.Clear() }
        BeforeEach { $script:log.Add('inner before') }
        AfterEach { $script:log.Add('inner after') }
        It 'passes: first' { $script:log | Should -Be 'outer before', 'inner before' }
        It 'passes: second, after the first one''s end' {
            $script:log -join ', ' | Should -Be 'outer before, inner before, inner after, outer after, outer before, inner before'
        }
    }

    Context 'rows <Text> <Deep.Key>' -ForEach $rows {
        BeforeAll { $doubled = Get-Twice $Number }
        It 'passes: <Text> is <Number>' { $doubled | Should -Be (2 * $_.Number); $Text | Should -BeOfType [string] }
        It 'passes: item <_> of <Text>' -ForEach 1, 2 { $_ | Should -BeLessThan 3; $Text | Should -Match '^[ab]$' }
    }

    Context 'made in a loop' {
        foreach ($row in $rows) {
            It "passes: $($row.Text) from <Row.Number>" -TestCases @{ Row = $row } { $Row.Number | Should -BeGreaterThan 0 }
        }
        It 'passes: no row, no test' -ForEach @() { throw 'never run' }
    }

    It 'passes: a loop of its own' { foreach ($i in 1..5) { if ($i -eq 3) { break } }; $i | Should -Be 3 }
    It 'passes: return ends it' { return; throw 'never run' }
    It 'passes: an escaped `<name`> stays' { 1 | Should -Be 1 }
}
