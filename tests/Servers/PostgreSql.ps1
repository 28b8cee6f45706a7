# PostgreSQL as the distribution packages it, in a cluster of our own: the system's own clusters are never touched.

# The newest version that is whole.
function Find-PostgreSqlFolder {
    $newest = Get-ChildItem /usr/lib/postgresql -ErrorAction Ignore |
        Where-Object { (Test-Path "$_/bin/initdb") -and (Test-Path "$_/bin/pg_isready") } |
        Sort-Object { [int] $_.Name } | Select-Object -Last 1
    if ($newest) { return "$newest/bin" }
    $initdb = Find-Program 'initdb'
    if ($initdb) { Split-Path $initdb }
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
        Remove-Item "$folder/password" -Force

        $port = Get-FreePort
        # Durable as by default: benchmarks run on these servers too.
        Add-Content "$folder/data/postgresql.conf" @"

listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 200
wal_level = logical
"@
        $command = @(Get-AccountPrefix 'postgres') + @("$bin/postgres", '-D', "$folder/data")
        Start-GuardedServer $folder $Owner 'INT' $command
        Wait-Server 'PostgreSQL' $folder { & "$bin/pg_isready" -q -h 127.0.0.1 -p $port; $LASTEXITCODE -eq 0 }
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
