# Tests whose outcome is known by the first word of their names. Run with the stand-in (and with Pester, where it is):
# a runner that lets one of the failing pass is found out by the counts in Expected.txt.

Describe 'Outcomes' {
    Context 'values' {
        It 'passes <_>' -ForEach 1, 'text', $true { $_ | Should -Not -BeNullOrEmpty }
        It 'passes Be' {
            'A' | Should -Be 'a'
            @(1, @(2, 'x')) | Should -Be @(1, @(2, 'X'))
            $null | Should -Be $null
            1 | Should -Not -Be 2
            @() | Should -Be @()
        }
        It 'fails Be' { 1 | Should -Be 2 }
        It 'fails Be on another length' { 1, 2 | Should -Be 1 }
        It 'fails Be on an empty string for nothing' { '' | Should -Be $null }
        It 'fails Not Be' { 'a' | Should -Not -Be 'A' }
        It 'passes BeExactly' { 'A' | Should -BeExactly 'A'; 'A' | Should -Not -BeExactly 'a' }
        It 'fails BeExactly' { 'A' | Should -BeExactly 'a' }
        It 'passes BeNullOrEmpty' { $null, '', @() | ForEach-Object { $_ | Should -BeNullOrEmpty }; @() | Should -BeNullOrEmpty }
        It 'fails BeNullOrEmpty on 0' { 0 | Should -BeNullOrEmpty }
        It 'fails Not BeNullOrEmpty' { @() | Should -Not -BeNullOrEmpty }
        It 'passes BeTrue and BeFalse' { $true | Should -BeTrue; 0 | Should -BeFalse; 1 | Should -Not -BeFalse }
        It 'fails BeTrue' { '' | Should -BeTrue }
        It 'fails BeFalse' { 'x' | Should -BeFalse }
        It 'fails Not BeTrue' { 1 | Should -Not -BeTrue }
    }

    Context 'order, text, collections, types' {
        It 'passes order' {
            2 | Should -BeGreaterThan 1
            1 | Should -Not -BeGreaterThan 1
            1 | Should -BeLessThan 2
            1 | Should -BeGreaterOrEqual 1
            1 | Should -BeLessOrEqual 1
        }
        It 'fails BeGreaterThan' { 1 | Should -BeGreaterThan 1 }
        It 'fails BeLessThan on one of several' { 1, 3 | Should -BeLessThan 3 }
        It 'fails BeGreaterOrEqual' { 1 | Should -BeGreaterOrEqual 2 }
        It 'fails BeLessOrEqual' { 2 | Should -BeLessOrEqual 1 }
        It 'passes Match and BeLike' { 'abc' | Should -Match '^A.c$'; 'abc' | Should -BeLike 'A*'; 'abc' | Should -Not -Match 'd' }
        It 'fails Match' { 'abc' | Should -Match 'd' }
        It 'fails BeLike' { 'abc' | Should -BeLike 'b*' }
        It 'passes Contain and HaveCount' { 1, 2 | Should -Contain 2; 1, 2 | Should -HaveCount 2; @() | Should -HaveCount 0 }
        It 'fails Contain' { 1, 2 | Should -Contain 3 }
        It 'fails Not Contain' { 1, 2 | Should -Not -Contain 2 }
        It 'fails HaveCount' { 1, 2 | Should -HaveCount 3 }
        It 'fails HaveCount 0 on nothing piped as one' { $null | Should -HaveCount 0 }
        It 'passes BeOfType' { 1 | Should -BeOfType [int]; 'x' | Should -BeOfType string; 1 | Should -Not -BeOfType [string] }
        It 'fails BeOfType' { 1 | Should -BeOfType [string] }
    }

    Context 'errors' {
        It 'passes Throw' {
            { throw 'one two' } | Should -Throw
            { throw 'one two' } | Should -Throw 'one*'
            { throw 'one two' } | Should -Throw -ExpectedMessage '*two' -ErrorId 'one two'
            { 1 } | Should -Not -Throw
            $record = { throw 'one' } | Should -Throw -PassThru
            $record.Exception.Message | Should -Be 'one'
        }
        It 'fails Throw without an error' { { 1 } | Should -Throw }
        It 'fails Throw with another message' { { throw 'one' } | Should -Throw -ExpectedMessage 'o' }
        It 'fails Throw with another id' { { throw 'one' } | Should -Throw -ErrorId 'two' }
        It 'fails Not Throw' { { throw 'one' } | Should -Not -Throw }
        It 'fails an error in the test' { throw 'something' }
        It 'fails a command that is not there' { Get-NoSuchThing }
        It 'fails an operator that is not there' { 1 | Should -BeSomethingElse 1 }
        It 'fails with a reason' { 1 | Should -Be 2 -Because 'one is not two' }
    }

    Context 'skips' {
        It 'skips by its author' -Skip { throw 'never run' }
        It 'skips by a condition' -Skip:(1 -eq 1) { throw 'never run' }
        It 'passes with a condition that does not hold' -Skip:$false { 1 | Should -Be 1 }
        It 'skips while it runs' { Set-ItResult -Skipped -Because 'the server is missing'; throw 'never run' }
        Context 'a whole block' -Skip {
            BeforeAll { throw 'never run' }
            It 'skips with its block' { throw 'never run' }
        }
    }

    Context 'set-up fails' {
        BeforeAll { throw 'no set-up' }
        AfterAll { $null = 1 }
        It 'fails with its set-up' { 1 | Should -Be 1 }
        Context 'below' {
            It 'fails with the set-up above' { 1 | Should -Be 1 }
        }
    }

    Context 'steps around each fail' {
        Context 'before' {
            BeforeEach { throw 'no' }
            It 'fails with BeforeEach' { 1 | Should -Be 1 }
        }
        Context 'after' {
            AfterEach { throw 'no' }
            It 'fails with AfterEach' { 1 | Should -Be 1 }
        }
    }
}
