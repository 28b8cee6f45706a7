# No password is shown or stored, whatever happens: everything that a command prints, returns, keeps in $Error or writes to
# a file or table is searched for it, with -Verbose and -Debug.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    $ways = @(
        @{ Name = 'connecting'; Run = 'Connect-PidMigration @both; Switch-PidMigration; Switch-PidMigration' }
        @{ Name = 'looking'; Run = 'Get-PidModel -IncludeInternal @both; Compare-PidSchema @both; Test-PidMigration @both; Compare-PidCount @both' }
        @{ Name = 'copying'; Run = 'Copy-PidModel @both -ClearTarget -Confirm:$false -Verify; Copy-PidModel pid.Policy -Since 0 @both; Reset-PidSequence @both' }
        @{ Name = 'comparing and repairing'; Run = 'Compare-PidModel @both; Compare-PidModel -Fast -Detailed @both; Sync-PidModel -Confirm:$false @both' }
        @{ Name = 'clearing'; Run = 'Clear-PidTarget pid.Pid -LeaveDangling -Confirm:$false @both; Copy-PidModel pid.Pid -WithoutParent @both' }
        @{ Name = 'a question'; Run = 'Copy-PidModel pid.Policy @both; Copy-PidModel pid.Policy -ClearTarget -WhatIf @both' }
        @{ Name = 'a broken -Where'; Code = 'PID1402'; Run = 'Copy-PidModel pid.Pid -Where "1 = " @both' }
        @{ Name = 'a -Where that writes'; Code = 'PID1402'; Run = 'Copy-PidModel pid.Policy -Where "nextval(''pid_policy_id_seq'') > 0" @both' }
        @{ Name = 'a connection that is killed'; Code = 'PID1106'; Run = 'Copy-PidModel pid.Policy -Where "pg_terminate_backend(pg_backend_pid())" @both' }
        @{ Name = 'a row that is refused'; Code = 'PID1601'; Sql = 'ALTER TABLE pid_policy ADD CHECK (title IS NULL)'; Run = 'Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -SkipPreflight @both' }
        @{ Name = 'rows that are rejected'; Code = 'PID1610'; Sql = 'ALTER TABLE pid_policy ADD CHECK (title IS NULL)'; Run = 'Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -SkipPreflight -OnRowError Collect -RejectsPath $rejects @both' }
        @{ Name = 'a counter that can not be raised'; Code = 'PID1701'; Sql = 'REVOKE ALTER ON `{db}`.* FROM {user}'; Run = 'Reset-PidSequence @both' }
        @{ Name = 'a right that is missing'; Code = 'PID1302'; Sql = 'REVOKE INSERT ON `{db}`.* FROM {user}'; Run = 'Copy-PidModel pid.Policy -ClearTarget -Confirm:$false @both' }
        @{ Name = 'a table that is missing'; Code = 'PID1202'; Sql = 'SET foreign_key_checks = 0; DROP TABLE pid_proxy'; Run = 'Copy-PidModel pid.Proxy -ClearTarget -Confirm:$false @both' }
    )
    # Ways to a server that lead nowhere; the password is in each.
    $wrong = @(
        @{ Name = 'a wrong password'; Code = 'PID1103'; Change = { param($url) $url -replace '(//[^:]*:)', '${1}x' } }
        @{ Name = 'a wrong user'; Code = 'PID1103'; Change = { param($url) $url -replace '//[^:]*:', '//nobody_of_that_name:' } }
        @{ Name = 'a host that is not there'; Code = 'PID1101'; Change = { param($url) $url -replace '@[^/]*/', '@no-such-host.invalid/' } }
        @{ Name = 'a port where nothing listens'; Code = 'PID1102'; Change = { param($url) $url -replace '@[^/]*/', '@127.0.0.1:1/' } }
        @{ Name = 'a database that is not there'; Code = 'PID1(104|301)'; Change = { param($url) "${url}_not" } }
        @{ Name = 'an address without a database'; Code = 'PID1002'; Change = { param($url) $url -replace '/[^/]*$', '' } }
        @{ Name = 'an unknown scheme'; Code = 'PID1003'; Change = { param($url) $url -replace '^[a-z]*', 'oracle' } }
        @{ Name = 'an unknown option'; Code = 'PID1005'; Change = { param($url) "$url`?no_such_option=1" } }
        @{ Name = 'a file for a certificate'; Code = 'PID1[01]'; Change = { param($url) "$url`?sslmode=verify-full&sslrootcert=/no/such/file" } }
    )
    $sides = foreach ($side in 'Source', 'Target') { foreach ($way in $wrong) { $way + @{ Side = $side } } }
}

Describe 'A password' -Skip:(-not $servers) {
    BeforeAll {
        . "$PSScriptRoot/TestDatabase.ps1"
        $secret = "Zq7#m%r k/e@r:?&=ü$PID"
        $user = "pester_${PID}_s"
        $admin = @{ Source = Get-ServerUrl POSTGRESQL secret; Target = Get-ServerUrl MARIADB secret }
        New-PidDatabase $admin.Source
        New-PidDatabase $admin.Target -Empty
        $null = Invoke-Sql $admin.Source "CREATE ROLE $user LOGIN PASSWORD '$secret'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO $user; GRANT SELECT, USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO $user"
        $null = Invoke-Sql $admin.Target "CREATE USER $user IDENTIFIED BY '$secret'"
        $encoded = [Uri]::EscapeDataString($secret)
        $to = @{}
        foreach ($side in 'Source', 'Target') { $to[$side] = $admin[$side] -replace '//[^@]*@', "//${user}:$encoded@" }
        $folder = [IO.Directory]::CreateTempSubdirectory('pidmigration-pester-').FullName
        $rejects = "$folder/rejects.jsonl"
        $bytes = [Text.Encoding]::UTF8.GetBytes($secret)
        $spellings = @($secret, $encoded, [Convert]::ToBase64String($bytes), [Convert]::ToHexString($bytes), "Zq7#m", 'Zq7%23m')

        # All words of a thing and of what it is made of: every public property, items, inner exceptions, text.
        function Get-Word($Thing, [int] $Depth = 0, [Collections.Generic.HashSet[object]] $Seen = [Collections.Generic.HashSet[object]]::new([Collections.Generic.ReferenceEqualityComparer]::Instance)) {
            if ($null -eq $Thing -or $Depth -gt 7 -or $Seen.Count -gt 20000) { return }
            $bare = $Thing.PSObject.BaseObject
            if ($bare -is [string] -or $bare -is [ValueType]) { return "$bare" }
            # What the engine and the runtime say of themselves is no end.
            if ($bare -is [type] -or $bare -is [Reflection.MemberInfo] -or $bare -is [Reflection.Assembly] -or $bare -is [Reflection.Module] -or
                $bare -is [Management.Automation.CommandInfo] -or $bare -is [Management.Automation.PSModuleInfo] -or
                ($bare -isnot [Management.Automation.PSCustomObject] -and -not $Seen.Add($bare))) { return }
            "$Thing"
            if ($bare -is [Exception]) { $bare.ToString() }
            if ($bare -is [Collections.IDictionary]) { foreach ($entry in $bare.GetEnumerator()) { Get-Word $entry.Key ($Depth + 1) $Seen; Get-Word $entry.Value ($Depth + 1) $Seen } }
            elseif ($bare -is [Collections.IEnumerable]) { foreach ($item in $bare) { Get-Word $item ($Depth + 1) $Seen } }
            foreach ($property in $Thing.PSObject.Properties) {
                try { Get-Word $property.Value ($Depth + 1) $Seen } catch [Management.Automation.GetValueException] { "$_" }
            }
        }

        # The names of the places where the password was found.
        function Find-Secret([hashtable] $Places) {
            foreach ($place in $Places.Keys) {
                $text = $Places[$place] -join "`n"
                foreach ($spelling in $spellings) { if ($text.Contains($spelling, [StringComparison]::OrdinalIgnoreCase)) { $at = $text.IndexOf($spelling, [StringComparison]::OrdinalIgnoreCase); "${place}: …$($text.Substring([Math]::Max(0, $at - 60), [Math]::Min(60, $at)))" } }
            }
        }

        # What this module keeps in the target, and in files.
        function Get-Stored {
            foreach ($table in Invoke-Sql $admin.Target "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'pidmigration%'") { Invoke-Sql $admin.Target "SELECT * FROM ``$table``" }
            Get-ChildItem $folder -File | Get-Content -Raw
        }

        # Runs commands, all streams on, and says where the password was found in what came of it.
        function Invoke-Watched([string] $Commands, [hashtable] $Addresses, [hashtable] $Also = @{}) {
            $run = Invoke-Apart "`$VerbosePreference = `$DebugPreference = 'Continue'; `$PSDefaultParameterValues['*-Pid*:ErrorAction'] = 'Continue'; $Commands; `$global:Error; Get-History" (@{ both = $Addresses; rejects = $rejects } + $Also)
            $run.Found = @(Find-Secret @{ text = $run.Text; output = @(Get-Word $run.Output); errors = @(Get-Word $run.Errors); warnings = $run.Warnings; verbose = $run.Verbose; progress = @(Get-Word $run.Progress); stored = @(Get-Stored) })
            $run
        }
    }

    BeforeEach {
        $database = "pester_${PID}_secret"
        New-PidDatabase $admin.Target -Empty
        $null = Invoke-Sql $admin.Target "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, CREATE TEMPORARY TABLES ON ``$database``.* TO $user"
    }

    AfterAll {
        $null = Invoke-Sql $admin.Source "DROP OWNED BY $user; DROP ROLE $user"
        $null = Invoke-Sql $admin.Target "DROP USER $user"
        Remove-ServerDatabase POSTGRESQL secret
        Remove-ServerDatabase MARIADB secret
        Remove-Item $folder -Recurse -Force
    }

    It 'would be found, wherever it was' {
        $nested = [InvalidOperationException]::new('outer', [ArgumentException]::new("inner $secret"))
        foreach ($thing in $nested, @{ a = @(1, @{ b = $secret }) }, [pscustomobject]@{ x = [pscustomobject]@{ y = "$encoded!" } }, [Management.Automation.ErrorRecord]::new($nested, 'x', 'NotSpecified', $null)) {
            @(Find-Secret @{ thing = @(Get-Word $thing) }) | Should -Not -BeNullOrEmpty
        }
    }

    It 'is not shown by <Name>' -ForEach $ways {
        if ($Sql) { $null = Invoke-Sql $admin.Target $Sql.Replace('{db}', $database).Replace('{user}', $user) }
        $run = Invoke-Watched $Run $to
        if ($Code) { @($run.Errors.FullyQualifiedErrorId) -match $Code | Should -Not -BeNullOrEmpty }
        $run.Found | Should -BeNullOrEmpty
    }

    It 'is not shown by <Name> of the <Side>' -ForEach $sides {
        $addresses = $to + @{}
        $addresses[$Side] = & $Change $to[$Side]
        $run = Invoke-Watched 'Connect-PidMigration @both' $addresses
        "$($run.Errors[0].FullyQualifiedErrorId)" | Should -Match $Code
        $run.Found | Should -BeNullOrEmpty
        $run = Invoke-Watched 'Copy-PidModel pid.Policy @both' $addresses
        "$($run.Errors[0].FullyQualifiedErrorId)" | Should -Match $Code
        $run.Found | Should -BeNullOrEmpty
    }

    It 'is not shown when it comes as a credential, right or wrong' {
        $login = [pscredential]::new($user, (& { $s = [Security.SecureString]::new(); foreach ($c in $secret.ToCharArray()) { $s.AppendChar($c) }; $s }))
        $bare = @{}
        foreach ($side in 'Source', 'Target') { $bare[$side] = $admin[$side] -replace '//[^@]*@', '//' }
        $run = Invoke-Watched 'Compare-PidCount pid.Policy @both -SourceCredential $login -TargetCredential $login' $bare @{ login = $login }
        $run.Errors | Should -BeNullOrEmpty
        $run.Found | Should -BeNullOrEmpty
        $other = [pscredential]::new('nobody_of_that_name', $login.Password)
        $run = Invoke-Watched 'Compare-PidCount pid.Policy @both -SourceCredential $login' $bare @{ login = $other }
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1103,*'
        $run.Found | Should -BeNullOrEmpty
    }

    It 'is not shown by a console, which gets it by the environment' {
        $environment = @{ PIDMIGRATION_SOURCE = $to.Source; PIDMIGRATION_TARGET = $to.Target }
        foreach ($commands in 'Copy-PidModel pid.Policy -ClearTarget -Confirm:$false -Verbose -Debug', 'Copy-PidModel pid.Policy -Where "1 = " -Verbose -Debug') {
            @(Find-Secret @{ console = (Invoke-Console $commands -Environment $environment).Text }) | Should -BeNullOrEmpty
        }
    }

    It 'that was typed into a command is hidden in its error, with one warning' -ForEach @(
        @{ How = 'a URL'; Command = 'Connect-PidMigration -Source "{url}x" -Target sqlite:////no/such/file.db' }
        @{ How = 'a URL in a longer line'; Command = '$x = 1; if ($x) { Copy-PidModel pid.Policy -Source "{url}x" -Target sqlite:////no/such/file.db }' }
        @{ How = 'a URL on a later line'; Command = "Copy-PidModel pid.Policy ```n -Source '{url}x' ```n -Target sqlite:////no/such/file.db" }
        @{ How = 'a connection string'; Command = "Connect-PidMigration -Source 'Host=127.0.0.1;Port=1;Database=x;Username=u;Password=`"{secret}`"' -Target sqlite:////no/such/file.db" }
    ) {
        $script = "$folder/typed.ps1"
        Set-Content $script ("Import-Module '$manifest'`n" + $Command.Replace('{url}', $to.Source).Replace('{secret}', $secret) + "`n") -NoNewline
        try {
            $run = Invoke-Console -File $script
            [regex]::Matches($run.Text, 'WARNING: The command contains the password') | Should -HaveCount 1
            @(Find-Secret @{ console = $run.Text }) | Should -BeNullOrEmpty
            $run = Invoke-Apart "try { . '$script' } catch { `$_ }"
            @(Find-Secret @{ record = @(Get-Word $run.Output) }) | Should -BeNullOrEmpty
            $run.Output[0].InvocationInfo.Line | Should -Match 'Source|`$' -Because 'it is shown, without the password'
        }
        finally { Remove-Item $script }
    }

    It 'that was typed at a prompt is warned about where its user sees it, once in a session' -Skip:(-not $IsLinux) {
        . "$PSScriptRoot/Terminal.ps1"
        $terminal = Start-Terminal
        foreach ($round in 1, 2) {
            Send-Terminal $terminal "Connect-PidMigration -Source '$($to.Source)x' -Target sqlite:////no/such/file.db; 'round' + ' $round'"
            Wait-Terminal $terminal "round $round"
        }
        $null = Stop-Terminal $terminal
        [regex]::Matches($terminal.Text, 'WARNING: The command contains the password') | Should -HaveCount 1
    }
}
