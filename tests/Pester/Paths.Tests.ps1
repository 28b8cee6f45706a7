# A path means what it means to PowerShell: its location, its drives and its home, not the folder its process was started in.

BeforeDiscovery {
    . "$PSScriptRoot/TestDatabase.ps1"
    $servers = Test-Server POSTGRESQL, MARIADB
}

BeforeAll {
    . "$PSScriptRoot/TestDatabase.ps1"
    $pair = New-DatabasePair
    # Two folders with files of the same names: the one has 10 policies, the other, where the process stands, one.
    $here = "$($pair.Folder)/here"
    $there = "$($pair.Folder)/there"
    foreach ($folder in $here, $there) {
        $null = [IO.Directory]::CreateDirectory("$folder/sub")
        foreach ($name in 'x.db', 'sub/y.db', 'a b[1].db') { [IO.File]::Copy($pair.SourceFile, "$folder/$name") }
        [IO.File]::Copy($pair.EmptyFile, "$folder/target.db")
    }
    foreach ($name in 'x.db', 'sub/y.db', 'a b[1].db') { $null = Invoke-Sql "sqlite:///$there/$name" 'DELETE FROM pid_policy WHERE id > (SELECT min(id) FROM pid_policy)' }
    $files = Get-PSProvider FileSystem
    $before = @{ Location = Get-Location; Folder = [Environment]::CurrentDirectory; Home = $files.Home }
    $null = New-PSDrive -Name PidData -PSProvider FileSystem -Root $here -Scope Global
    function Get-Place([string] $Path) { "sqlite:///$($Path.TrimStart('/'))" }
}

AfterAll {
    $files.Home = $before.Home
    Set-Location $before.Location
    [Environment]::CurrentDirectory = $before.Folder
    Remove-PSDrive PidData -Force
    Remove-DatabasePair $pair
}

Describe 'A path' {
    BeforeEach {
        $files.Home = $before.Home
        Set-Location $here
        # Set-Location leaves it alone, as everywhere in PowerShell.
        [Environment]::CurrentDirectory = $there
    }
    AfterEach {
        Disconnect-PidMigration
        $env:PIDMIGRATION_SOURCE = $env:PIDMIGRATION_TARGET = $null
    }

    It 'is found from PowerShell''s location: <Text>' -ForEach @(
        @{ Text = 'sqlite:///x.db'; File = 'x.db' }
        @{ Text = 'sqlite:///./x.db'; File = 'x.db' }
        @{ Text = 'sqlite:///sub/../x.db'; File = 'x.db' }
        @{ Text = 'sqlite:///sub/y.db'; File = 'sub/y.db' }
        @{ Text = 'sqlite:///a%20b[1].db'; File = 'a b[1].db' }
        @{ Text = 'Data Source=x.db'; File = 'x.db' }
        @{ Text = 'sqlite:Filename=sub/y.db'; File = 'sub/y.db' }
        @{ Text = 'sqlite:///~/x.db'; File = 'x.db' }
        @{ Text = 'Data Source=~/sub/y.db'; File = 'sub/y.db' }
        @{ Text = 'sqlite:///PidData:/x.db'; File = 'x.db' }
        @{ Text = 'sqlite:///PidData:\sub\y.db'; File = 'sub/y.db' }
        @{ Text = 'Data Source=PidData:\x.db'; File = 'x.db' }
    ) {
        $files.Home = $here
        $connection = Connect-PidMigration -Source $Text -Target $pair.Target
        $connection.Source | Should -Be (Get-Place "$here/$File") -Because 'the full path is shown'
        @(Compare-PidCount pid.Policy).Source | Should -Be 10
    }

    It 'may be one that PowerShell gave: <_>' -ForEach 'Data Source={0}', 'sqlite:///{0}' {
        $given = $_ -f (Get-Item x.db).PSPath
        (Connect-PidMigration -Source $given -Target $pair.Target).Source | Should -Be (Get-Place "$here/x.db")
    }

    It 'is found from a drive on which one stands' {
        Set-Location PidData:/sub
        (Connect-PidMigration -Source sqlite:///y.db -Target sqlite:///../target.db).Target | Should -Be (Get-Place "$here/target.db")
        (Connect-PidMigration -Source sqlite:///y.db -Target $pair.Target).Source | Should -Be (Get-Place "$here/sub/y.db")
    }

    It 'is found on Pester''s own drive' {
        [IO.File]::Copy($pair.SourceFile, "$TestDrive/z.db")
        (Connect-PidMigration -Source sqlite:///TestDrive:/z.db -Target $pair.Target).Source | Should -Be (Get-Place "$TestDrive/z.db")
    }

    It 'is found from the location when it comes by the environment' {
        $env:PIDMIGRATION_SOURCE = 'sqlite:///x.db'
        $env:PIDMIGRATION_TARGET = 'Data Source=target.db'
        @(Compare-PidCount pid.Policy).Source | Should -Be 10
        (Connect-PidMigration).Target | Should -Be (Get-Place "$here/target.db")
    }

    It 'is found from the location by each cmdlet: <_>' -ForEach @(
        'Compare-PidCount pid.Policy', 'Get-PidModel pid.Policy', 'Compare-PidModel pid.Policy', 'Copy-PidModel pid.Policy', 'Clear-PidTarget pid.Policy -Confirm:$false'
    ) {
        $null = Invoke-Sql "sqlite:///$here/target.db" 'DELETE FROM pid_policy'
        $null = Invoke-Expression "$_ -Source sqlite:///x.db -Target sqlite:///target.db"
        Invoke-Sql "sqlite:///$there/target.db" 'SELECT count(*) FROM pid_policy' | Should -Be '0' -Because 'nothing is written elsewhere'
        Invoke-Sql "sqlite:///$here/target.db" 'SELECT count(*) FROM pid_policy' | Should -Be $(if ($_ -like 'Copy-*') { '10' } else { '0' })
    }

    It 'stays a session''s wherever one goes' {
        $null = Connect-PidMigration -Source sqlite:///x.db -Target sqlite:///target.db
        Set-Location $there
        @(Compare-PidCount pid.Policy).Source | Should -Be 10
        Set-Location Env:
        @(Compare-PidCount pid.Policy).Source | Should -Be 10
        (Switch-PidMigration).Source | Should -Be (Get-Place "$here/target.db")
    }

    It 'from the root is one, also on a drive without files' {
        Set-Location Env:
        @(Compare-PidCount pid.Policy -Source "sqlite:///$here/x.db" -Target $pair.Target).Source | Should -Be 10
        $files.Home = $here
        @(Compare-PidCount pid.Policy -Source 'sqlite:///~/x.db' -Target $pair.Target).Source | Should -Be 10
    }

    It 'that leads to no file is refused with PID1008: <Text>' -ForEach @(
        @{ Text = 'sqlite:///Env:/x.db'; Says = "*'Env:/x.db'*drive Env:*no files*"; Stand = $null }
        @{ Text = 'Data Source=Variable:x.db'; Says = '*drive Variable:*no files*'; Stand = $null }
        @{ Text = 'sqlite:///PidNone:/x.db'; Says = "*'PidNone:/x.db'*PidNone*does not exist*"; Stand = $null }
        @{ Text = 'mysql://me@localhost/pidman?defaults-file=Env:/x.cnf'; Says = '*drive Env:*'; Stand = $null }
        @{ Text = 'Data Source=x.db'; Says = '*drive Env:*'; Stand = 'Env:' }
        @{ Text = 'sqlite:///x.db'; Says = '*drive Env:*'; Stand = 'Env:' }
    ) {
        if ($Stand) { Set-Location $Stand }
        $thrown = { Connect-PidMigration -Source $Text -Target $pair.Target } | Should -Throw -PassThru -ErrorId 'PID1008,*'
        "$($thrown.CategoryInfo.Category)" | Should -Be 'InvalidArgument'
        $thrown.Exception.Message | Should -BeLike $Says
        $thrown.Exception.Message | Should -Not -Match '[\r\n]|System\.'
    }

    It 'that is none is refused in one line with PID1008: <What>' -ForEach @(
        @{ What = 'an address'; Run = { Get-PidModel -Source "sqlite:///a%00b.db" } }
        @{ What = 'the rejects file'; Run = { Copy-PidModel -Source sqlite:///x.db -Target $pair.Target -OnRowError Collect -RejectsPath "a`0b" } }
    ) {
        $thrown = $Run | Should -Throw -PassThru -ErrorId 'PID1008,*'
        $thrown.Exception.Message | Should -Not -Match '[\r\n\x00]|System\.'
    }

    It 'is shown in full where nothing is there: <Text>' -ForEach @(
        @{ Text = 'sqlite:///none.db'; Code = 'PID1108'; File = 'none.db' }
        @{ Text = 'sqlite:///sub/none.db'; Code = 'PID1108'; File = 'sub/none.db' }
        @{ Text = 'sqlite:///./none.db'; Code = 'PID1108'; File = 'none.db' }
        @{ Text = 'Data Source=none.db'; Code = 'PID1108'; File = 'none.db' }
        @{ Text = 'sqlite:///PidData:/none.db'; Code = 'PID1108'; File = 'none.db' }
        @{ Text = 'mysql://me@localhost/pidman?defaults-file=none.cnf'; Code = 'PID1007'; File = 'none.cnf' }
        @{ Text = 'mariadb://me@localhost/pidman?read_default_file=sub/none.cnf'; Code = 'PID1007'; File = 'sub/none.cnf' }
        @{ Text = 'mysql:Server=localhost;Database=d;Uid=u;defaults-file=~/none.cnf'; Code = 'PID1007'; File = 'none.cnf' }
    ) {
        $files.Home = $here
        $thrown = { Connect-PidMigration -Source $Text -Target $pair.Target } | Should -Throw -PassThru -ErrorId "$Code,*"
        $thrown.Exception.Message.Contains("'$here/$File'") | Should -BeTrue -Because $thrown.Exception.Message
    }

    It 'of the rejects file is found from the location: <Path>' -ForEach @(
        @{ Path = 'rejects.jsonl'; File = 'rejects.jsonl' }
        @{ Path = 'PidData:\sub\rejects.jsonl'; File = 'sub/rejects.jsonl' }
        @{ Path = $null; File = 'pidmigration-rejects.jsonl' }
    ) {
        Reset-TargetFile $pair
        $null = Invoke-Sql $pair.Target 'CREATE UNIQUE INDEX one_row ON pid_policy (id * 0)'
        $named = if ($Path) { @{ RejectsPath = $Path } } else { @{} }
        $null = Copy-PidModel pid.Policy -Source sqlite:///x.db -Target $pair.Target -OnRowError Collect @named -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed".Contains("'$here/$File'") | Should -BeTrue -Because "$failed"
        [IO.File]::ReadAllLines("$here/$File") | Should -HaveCount 9
        [IO.File]::Exists("$there/$File") | Should -BeFalse
    }

    It 'of the rejects file is refused on a drive without files' {
        Reset-TargetFile $pair
        { Copy-PidModel pid.Policy -Source sqlite:///x.db -Target $pair.Target -OnRowError Collect -RejectsPath Env:/r.jsonl } | Should -Throw -ErrorId 'PID1008,*'
        Invoke-Sql $pair.Target 'SELECT count(*) FROM pid_policy' | Should -Be '0'
    }
}

Describe 'A path in a server''s address' -Skip:(-not $servers) {
    BeforeAll {
        $from = [Uri] $env:PIDMIGRATION_TEST_POSTGRESQL
        $to = [Uri] $env:PIDMIGRATION_TEST_MARIADB
        [IO.File]::WriteAllText("$here/pass", "$($from.Host):$($from.Port):*:postgres:$([Uri]::UnescapeDataString($from.UserInfo.Split(':')[1]))`n")
        [IO.File]::WriteAllText("$here/my.cnf", "[client]`nuser = root`npassword = `"$([Uri]::UnescapeDataString($to.UserInfo.Split(':')[1]))`"`n")
        [IO.File]::WriteAllText("$there/pass", "$($from.Host):$($from.Port):*:postgres:wrong`n")
        [IO.File]::WriteAllText("$there/my.cnf", "[client]`nuser = root`npassword = wrong`n")
        foreach ($file in "$here/pass", "$there/pass") { [IO.File]::SetUnixFileMode($file, 'UserRead, UserWrite') }
    }
    BeforeEach {
        Set-Location $here
        [Environment]::CurrentDirectory = $there
    }
    AfterEach { Disconnect-PidMigration; $env:PGPASSFILE = $null }

    It 'is found from the location: passfile and defaults-file' {
        $source = "postgresql://postgres@$($from.Host):$($from.Port)/postgres?passfile=pass"
        (Connect-PidMigration -Source $source -Target "mariadb://$($to.Host):$($to.Port)/mysql?defaults-file=my.cnf").SourceServer | Should -Match '^PostgreSQL'
        # Connections are made anew with each command: the files are still those.
        Set-Location $there
        @(Get-PidModel -Source "mariadb://$($to.Host):$($to.Port)/mysql?defaults-file=$here/my.cnf") | Should -Not -BeNullOrEmpty
        (Switch-PidMigration).TargetServer | Should -Match '^PostgreSQL'
    }

    It 'is found from the location: PGPASSFILE' {
        $env:PGPASSFILE = 'pass'
        $source = "postgresql://postgres@$($from.Host):$($from.Port)/postgres"
        (Connect-PidMigration -Source $source -Target $pair.Target).SourceServer | Should -Match '^PostgreSQL'
    }
}
