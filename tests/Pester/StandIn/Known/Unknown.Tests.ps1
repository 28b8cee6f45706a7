# A file that fails in discovery, with a word that is not there: none of its tests may be counted as passed.

Describe 'Unknown' {
    Get-NoSuchThing
    It 'never runs' { 1 | Should -Be 1 }
}
