# Connect-PidMigration: addresses, passwords, and what is said of those that can't be used.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
    $sockets = $servers -and $env:PIDMIGRATION_TEST_POSTGRESQL_SOCKET -and $env:PIDMIGRATION_TEST_MARIADB_SOCKET
    $examples = Get-HelpExample Connect-PidMigration
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
}

AfterAll { Remove-DatabasePair $pair }

Describe 'Connect-PidMigration' {
    AfterEach {
        Disconnect-PidMigration
        $env:PIDMIGRATION_SOURCE = $env:PIDMIGRATION_TARGET = $null
    }

    It 'returns both databases with their servers' {
        $connection = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        $connection.Source | Should -BeLike 'sqlite:///*source.db'
        $connection.Target | Should -BeLike 'sqlite:///*target.db'
        $connection.SourceServer | Should -Match '^SQLite 3\.'
    }

    It 'sets the session that the other cmdlets use' {
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        @(Get-PidModel).Count | Should -Be 14
        @(Compare-PidCount pid.Pid).Source | Should -Be 1086
    }

    It 'takes <Form>' -ForEach @(
        @{ Form = 'a URL with four slashes'; Text = 'sqlite:///{0}' }
        @{ Form = 'a connection string'; Text = 'Data Source={0}' }
        @{ Form = 'a connection string with its database''s name in front'; Text = 'sqlite:Filename={0}' }
    ) {
        $connection = Connect-PidMigration -Source ($Text -f $pair.SourceFile) -Target $pair.Target
        $connection.Source | Should -BeLike 'sqlite:///*source.db'
    }

    It 'takes both databases from the environment' {
        $env:PIDMIGRATION_SOURCE = $pair.Source
        $env:PIDMIGRATION_TARGET = $pair.Target
        @(Compare-PidCount pid.Policy).Source | Should -Be 10
        (Connect-PidMigration).Target | Should -BeLike '*target.db'
    }

    It 'applies to its own runspace only' {
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        (Invoke-Apart 'Get-PidModel').Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1001,*'
    }

    It 'keeps the session when another one can''t be made' {
        $null = Connect-PidMigration -Source $pair.Source -Target $pair.Target
        { Connect-PidMigration -Source "$($pair.Source)x" } | Should -Throw -ErrorId 'PID1108,*'
        @(Get-PidModel pid.Pid).Count | Should -Be 1
    }

    It 'refuses <What> with <Code>' -ForEach @(
        @{ What = 'nothing at all'; Code = 'PID1001'; Source = $null; Category = 'InvalidArgument'; Says = '*PIDMIGRATION_SOURCE*' }
        @{ What = 'a URL without a database'; Code = 'PID1002'; Source = 'postgresql://me@localhost'; Category = 'InvalidArgument'; Says = '*database''s name is missing*' }
        @{ What = 'a URL with a port that is none'; Code = 'PID1002'; Source = 'postgresql://me@localhost:54x/pidman'; Category = 'InvalidArgument'; Says = '*''54x'' is not a port*' }
        @{ What = 'something else'; Code = 'PID1002'; Source = 'pidman'; Category = 'InvalidArgument'; Says = '*postgresql://user@host/database*' }
        @{ What = 'a scheme it does not know'; Code = 'PID1003'; Source = 'oracle://me@localhost/pidman'; Category = 'InvalidArgument'; Says = '*mariadb://*' }
        @{ What = 'a connection string of either kind'; Code = 'PID1004'; Source = 'Server=localhost;Database=pidman'; Category = 'InvalidArgument'; Says = '*''mysql:''*' }
        @{ What = 'an option that is none'; Code = 'PID1005'; Source = 'postgresql://me@localhost/pidman?speed=high'; Category = 'InvalidArgument'; Says = '*''speed''*' }
        @{ What = 'an option file that is not there'; Code = 'PID1007'; Source = 'mysql://me@localhost/pidman?defaults-file=/none.cnf'; Category = 'InvalidArgument'; Says = '*/none.cnf*' }
        @{ What = 'no such host'; Code = 'PID1101'; Source = 'postgresql://me@nohost.invalid/pidman'; Category = 'ConnectionError'; Says = '*nohost.invalid*' }
        @{ What = 'no such host (MySQL)'; Code = 'PID1101'; Source = 'mysql://me@nohost.invalid/pidman'; Category = 'ConnectionError'; Says = '*nohost.invalid*' }
        @{ What = 'a wrong port'; Code = 'PID1102'; Source = 'postgresql://me@127.0.0.1:9/pidman'; Category = 'ConnectionError'; Says = '*port 9*' }
        @{ What = 'a wrong port (MySQL)'; Code = 'PID1102'; Source = 'mysql://me@127.0.0.1:9/pidman'; Category = 'ConnectionError'; Says = '*port 9*' }
        @{ What = 'a file that is not there'; Code = 'PID1108'; Source = 'sqlite:////none.db'; Category = 'ObjectNotFound'; Says = '*/none.db*' }
    ) {
        $given = if ($Source) { @{ Source = $Source } } else { @{} }
        $thrown = { Connect-PidMigration @given -Target $pair.Target } | Should -Throw -PassThru -ErrorId "$Code,*"
        "$($thrown.CategoryInfo.Category)" | Should -Be $Category
        $thrown.Exception.Message | Should -BeLike $Says
        $thrown.Exception.Message | Should -Not -Match '[\r\n]' -Because 'an error is one line'
    }

    It 'refuses one database as both' {
        { Connect-PidMigration -Source $pair.Source -Target $pair.Source } | Should -Throw -ErrorId 'PID1006,*'
    }

    It 'refuses a file that is no database' {
        Set-Content "$($pair.Folder)/text.db" ('This is no database, and long enough for one to look at it: ' * 20) -NoNewline
        { Connect-PidMigration -Source "sqlite:///$($pair.Folder)/text.db" -Target $pair.Target } | Should -Throw -ErrorId 'PID1109,*'
    }

    It 'shows no password of a URL that it refuses: <_>' -ForEach @(
        'postgresql://me:s3cr3t@localhost'
        'oracle://me:s3cr3t@localhost/pidman'
        'mysql://me:s3cr3t@localhost:99999/pidman'
        'postgresql://me:s3/cr3t@localhost/pidman'
        'Host=localhost;Password=s3cr3t'
        'mysql://me:s3cr3t@127.0.0.1:9/pidman'
        'mysql://me@127.0.0.1:9/pidman?password=s3cr3t'
    ) {
        $run = Invoke-Apart "Connect-PidMigration -Source '$_' -Target '$($pair.Target)' -Verbose -Debug"
        $run.Errors | Should -HaveCount 1
        $run.Text | Should -Not -Match 's3/?cr3t'
    }
}

Describe 'Connect-PidMigration to servers' -Skip:(-not $servers) {
    BeforeAll {
        $postgres = $env:PIDMIGRATION_TEST_POSTGRESQL
        $maria = $env:PIDMIGRATION_TEST_MARIADB
        $password = [Uri]::UnescapeDataString(([Uri]$postgres).UserInfo.Split(':')[1])
        $wrong = $postgres -replace ':[^:@]*@', ':s3cr3t-but-wrong@'
    }
    AfterEach { Disconnect-PidMigration }

    It 'names the servers, and no password' {
        $run = Invoke-Apart "Connect-PidMigration -Source '$postgres' -Target '$maria' -Verbose -Debug"
        $run.Errors | Should -BeNullOrEmpty
        $run.Output[0].SourceServer | Should -Match '^PostgreSQL \d'
        $run.Output[0].TargetServer | Should -Match '^MariaDB \d'
        $run.Text | Should -Not -Match ([regex]::Escape($password))
    }

    It 'refuses a wrong password without showing it: <Name>' -ForEach @(
        @{ Name = 'POSTGRESQL' }
        @{ Name = 'MARIADB' }
    ) {
        $url = [Environment]::GetEnvironmentVariable("PIDMIGRATION_TEST_$Name") -replace ':[^:@]*@', ':s3cr3t-but-wrong@'
        $run = Invoke-Apart "Connect-PidMigration -Source '$url' -Target '$($pair.Target)' -Verbose -Debug"
        $run.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PID1103,*'
        "$($run.Errors[0].CategoryInfo.Category)" | Should -Be 'AuthenticationError'
        $run.Text | Should -Not -Match 's3cr3t'
    }

    It 'prints no password, working or failing' {
        $working = Invoke-Console "Connect-PidMigration -Source '$postgres' -Target '$maria' -Verbose -Debug"
        $working.ExitCode | Should -Be 0
        $working.Output | Should -Match 'PostgreSQL'
        $working.Text | Should -Not -Match ([regex]::Escape($password))
        $failing = Invoke-Console "Connect-PidMigration -Source '$wrong' -Target '$maria' -Verbose -Debug"
        $failing.ExitCode | Should -Be 1
        # The command line that failed is shown with the error, and that is the user's own; so it comes from a variable.
        $hidden = Invoke-Console 'Connect-PidMigration -Verbose -Debug; Get-PidModel -Verbose' -Environment @{ PIDMIGRATION_SOURCE = $wrong; PIDMIGRATION_TARGET = $maria }
        $hidden.ExitCode | Should -Be 1
        $hidden.Error | Should -Match 'or the password'
        $hidden.Text | Should -Not -Match 's3cr3t'
    }

    It 'takes a credential before the address''s password' {
        $secret = [Security.SecureString]::new()
        foreach ($character in $password.ToCharArray()) { $secret.AppendChar($character) }
        $credential = [pscredential]::new('postgres', $secret)
        $connection = Connect-PidMigration -Source $wrong -Target $maria -SourceCredential $credential
        $connection.Source | Should -BeLike 'postgresql://postgres@*'
    }

    It 'refuses a database that is not there' {
        $thrown = { Connect-PidMigration -Source ($postgres -replace '/[^/]*$', '/nodatabase') -Target $maria } | Should -Throw -PassThru -ErrorId 'PID1104,*'
        "$($thrown.CategoryInfo.Category)" | Should -Be 'ObjectNotFound'
        { Connect-PidMigration -Source $postgres -Target ($maria -replace '/[^/]*$', '/nodatabase') } | Should -Throw -ErrorId 'PID1104,*'
    }

    It 'knows one database by two names' {
        { Connect-PidMigration -Source $postgres -Target ($postgres -replace '127\.0\.0\.1', 'localhost') } | Should -Throw -ErrorId 'PID1006,*'
    }

    It 'takes passwords from .pgpass and my.cnf' {
        $from = [Uri]$postgres
        $to = [Uri]$maria
        Set-Content "$($pair.Folder)/pgpass" "$($from.Host):$($from.Port):*:postgres:$password`n" -NoNewline
        chmod 600 "$($pair.Folder)/pgpass"
        Set-Content "$($pair.Folder)/my.cnf" "[client]`nuser = root`npassword = `"$([Uri]::UnescapeDataString($to.UserInfo.Split(':')[1]))`"`n" -NoNewline
        $source = "postgresql://postgres@$($from.Host):$($from.Port)/postgres?passfile=$($pair.Folder)/pgpass"
        $target = "mariadb://$($to.Host):$($to.Port)/mysql?defaults-file=$($pair.Folder)/my.cnf"
        $connection = Connect-PidMigration -Source $source -Target $target
        $connection.TargetServer | Should -Match '^MariaDB'
    }

    It 'connects through Unix sockets' -Skip:(-not $sockets) {
        $source = "$($postgres -replace '@[^/]*/', '@localhost/')?host=$env:PIDMIGRATION_TEST_POSTGRESQL_SOCKET&port=$(([Uri]$postgres).Port)"
        $target = "$($maria -replace '@[^/]*/', '@localhost/')?socket=$env:PIDMIGRATION_TEST_MARIADB_SOCKET"
        $connection = Connect-PidMigration -Source $source -Target $target
        $connection.SourceServer | Should -Match '^PostgreSQL'
    }
}

Describe 'The help of Connect-PidMigration' {
    It 'has an example that runs: <Title>' -ForEach $examples {
        Reset-TargetFile $pair -Filled
        $run = Invoke-HelpExample $Code $pair
        $run.Errors | Should -BeNullOrEmpty
    }
}
