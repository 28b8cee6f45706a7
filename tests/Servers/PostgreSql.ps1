# PostgreSQL as the distribution packages it, in a cluster of our own: the system's own clusters are never touched.

function Find-PostgreSqlFolder {
    $candidates = @()
    if ([IO.Directory]::Exists('/usr/lib/postgresql')) {
        $candidates = @([IO.Directory]::GetDirectories('/usr/lib/postgresql')) | & { $input } |
            Where-Object { [IO.File]::Exists("$_/bin/initdb") -and [IO.File]::Exists("$_/bin/pg_isready") }
    }
    $newest = $null
    foreach ($one in $candidates) {
        if (-not $newest -or [int][IO.Path]::GetFileName($one) -gt [int][IO.Path]::GetFileName($newest)) { $newest = $one }
    }
    if ($newest) { return "$newest/bin" }
    $initdb = Find-Program 'initdb'
    if ($initdb) { [IO.Path]::GetDirectoryName($initdb) }
}

function Start-PostgreSql([int] $Owner) {
    $bin = Find-PostgreSqlFolder
    $folder = New-ServerFolder 'postgresql' 'postgres'
    $up = $false
    try {
        $password = New-Password
        Set-PrivateFile "$folder/password" $password
        Set-ServerOwner "$folder/password" 'postgres'
        # Every way in asks for the password (sockets too), or a wrong password could not be tested.
        Invoke-AsAccount 'Making the PostgreSQL cluster' 'postgres' @("$bin/initdb", "--pgdata=$folder/data",
            '--username=postgres', "--pwfile=$folder/password", '--auth-host=scram-sha-256',
            '--auth-local=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8')
        [IO.File]::Delete("$folder/password")

        $port = Get-FreePort
        # Durable as by default: benchmarks run on these servers too.
        [IO.File]::AppendAllText("$folder/data/postgresql.conf", @"

listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 200
wal_level = logical
"@)
        $command = @(Get-AccountPrefix 'postgres') + @("$bin/postgres", '-D', "$folder/data")
        Start-GuardedServer $folder $Owner 'INT' $command
        Wait-Server 'PostgreSQL' $folder { & "$bin/pg_isready" '-q' '-h' '127.0.0.1' '-p' $port; $LASTEXITCODE -eq 0 }
        $up = $true
        @{
            Folder    = $folder
            Variables = @{
                PIDMIGRATION_TEST_POSTGRESQL        = "postgresql://postgres:$password@127.0.0.1:$port/postgres"
                PIDMIGRATION_TEST_POSTGRESQL_SOCKET = $folder
            }
        }
    }
    finally { if (-not $up) { Remove-FailedServer $folder } }
}
