# Copy-PidModel into a target that holds rows: who is asked what, and what happens where nobody can be.

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    $both = "-Source '$($pair.Source)' -Target '$($pair.Target)'"
    $environment = @{ PIDMIGRATION_SOURCE = $pair.Source; PIDMIGRATION_TARGET = $pair.Target }
    $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Copy-PidModel into a target that holds rows' {
    BeforeEach { Reset-TargetFile $pair }

    It 'refuses where no prompt can be shown, <How>, and changes nothing' -ForEach @(
        @{ How = 'without any switch'; Switches = '' }
        @{ How = 'with -ClearTarget alone'; Switches = '-ClearTarget' }
        @{ How = 'with -Confirm:$false alone'; Switches = '-Confirm:$false' }
        @{ How = 'with -Force alone'; Switches = '-Force' }
    ) {
        $before = Get-TargetState
        $run = Invoke-Apart "Copy-PidModel contenttypes.ContentType, auth.Group $both $Switches"
        $run.Output | Should -BeNullOrEmpty
        $run.Errors | Should -HaveCount 1
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1501,*'
        "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'InvalidOperation'
        "$($run.Errors[0])" | Should -BeLike '*contains 19 rows*-ClearTarget -Confirm:$false*-Since*'
        Get-TargetState | Should -Be $before
    }

    It 'refuses in a console without input, with exit code 1' {
        $before = Get-TargetState
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType $both"
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike '*not interactive*'
        $run.Output.Replace('?', '') | Should -Not -BeLike '*Copied*'
        Get-TargetState | Should -Be $before
    }

    It 'clears and copies with <Switches>' -ForEach @(
        @{ Switches = '-ClearTarget -Confirm:$false' }
        @{ Switches = '-ClearTarget -Force' }
    ) {
        $run = Invoke-Apart "Copy-PidModel contenttypes.ContentType, auth.Permission $both $Switches"
        $run.Errors | Should -BeNullOrEmpty
        @($run.Output.Rows) | Should -Be @(20, 80)
    }

    It 'clears and copies with -ClearTarget when $ConfirmPreference is None' {
        $run = Invoke-Apart "`$ConfirmPreference = 'None'; Copy-PidModel contenttypes.ContentType, auth.Permission -ClearTarget $both"
        @($run.Output.Rows) | Should -Be @(20, 80)
    }

    It 'prompts per model, and follows the answers' {
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType, auth.Permission $both | ForEach-Object { `"`$(`$_.Model) `$(`$_.Status)`" }" -Answers 'y', 'y'
        $run.Text | Should -BeLike '*Delete 78 auth.Permission rows from auth_permission in target.db and copy 80?*'
        $run.Output | Should -BeLike '*contenttypes.ContentType Copied*auth.Permission Copied*'
        (Compare-PidCount auth.Permission).Difference | Should -Be 0
    }

    It 'skips the model on a No, and what refers to it' {
        $before = Get-TargetState
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType, auth.Permission $both | ForEach-Object { `"`$(`$_.Model) `$(`$_.Status) `$(`$_.Reason)`" }" -Answers 'n', 'y'
        $run.Output | Should -BeLike '*contenttypes.ContentType Skipped Declined at the prompt; the target*s 19 rows*'
        $run.Output | Should -BeLike '*auth.Permission Skipped * refers to contenttypes.ContentType, which was skipped*'
        $run.ExitCode | Should -Be 0
        (Get-TargetState) -match 'contenttypes.ContentType 19' | Should -BeTrue
    }

    It 'applies an answer to all' {
        $run = Invoke-Console "Copy-PidModel contenttypes.ContentType, auth.Permission $both | ForEach-Object Rows" -Answers 'a'
        $run.ExitCode | Should -Be 0
        (Compare-PidCount auth.Permission, contenttypes.ContentType | Where-Object Difference) | Should -BeNullOrEmpty
    }

    It 'clears a model that is empty in the source on the same terms' {
        $null = Invoke-Sql $pair.Target "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('k', 'd', '2016-01-01')"
        $other = "$($pair.Folder)/nosession.db"
        Copy-Item $pair.SourceFile $other
        $null = Invoke-Sql "sqlite:///$other" 'DELETE FROM django_session'
        $to = "-Source 'sqlite:///$other' -Target '$($pair.Target)'"
        (Invoke-Apart "Copy-PidModel django_session $to").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1501,*'
        $result = (Invoke-Apart "Copy-PidModel django_session -ClearTarget -Confirm:`$false $to").Output
        $result.Rows | Should -Be 0
        "$($result.Status)" | Should -Be 'Copied'
        Invoke-Sql $pair.Target 'SELECT count(*) FROM django_session' | Should -Be '0'
    }

    It 'does not copy without the parents, unless told to' {
        $thrown = { Copy-PidModel pid.Domain } | Should -Throw -PassThru -ErrorId 'PID1502,*'
        $thrown.Exception.Message | Should -BeLike '*pid_policy*-WithoutParent*'
        (Compare-PidCount pid.Domain).Target | Should -Be 0
        (Invoke-Apart "Copy-PidModel pid.Domain -Force $both").Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1502,*' -Because '-Force only asks nothing'
        (Compare-PidCount pid.Domain).Target | Should -Be 0
        $run = Invoke-Apart "Copy-PidModel pid.Domain -WithoutParent $both"
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1603,*' -Because 'the rows that point nowhere are found'
        "$($run.Output[0].Status)" | Should -Be 'Failed'
    }
}
