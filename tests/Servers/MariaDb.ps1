# MariaDB as the distribution packages it, with data of our own.

function Find-MariaDb {
    Find-Program '/usr/sbin/mariadbd', '/usr/libexec/mariadbd', 'mariadbd'
}

function Start-MariaDb([int] $Owner) {
    $folder = New-ServerFolder 'mariadb' 'mysql'
    $up = $false
    try {
        $password = New-Password
        $port = Get-FreePort
        Write-MySqlStartFile $folder $password 'mysql' 'CREATE OR REPLACE USER' `
            "DELETE FROM mysql.global_priv WHERE User = 'root' AND Host NOT IN ('localhost', '127.0.0.1');"
        Set-Content "$folder/my.cnf" @"
[mariadbd]
datadir = $folder/data
socket = $folder/mariadb.sock
pid-file = $folder/pid
tmpdir = $folder
bind-address = 127.0.0.1
port = $port
character-set-server = utf8mb4
local-infile = ON
log-bin = binlog
server-id = 1
max-connections = 200
"@
        Invoke-AsAccount 'Making the MariaDB data folder' 'mysql' @((Find-Program 'mariadb-install-db'),
            "--defaults-file=$folder/my.cnf", "--datadir=$folder/data", '--skip-test-db', '--auth-root-authentication-method=normal')
        $command = @(Get-AccountPrefix 'mysql') +
            @((Find-MariaDb), "--defaults-file=$folder/my.cnf", "--init-file=$folder/start.sql")
        Start-GuardedServer $folder $Owner 'TERM' $command
        Wait-Server 'MariaDB' $folder { Test-MySqlGreeting $port }
        # Emptied, not deleted: a server that is started again wants to find it.
        Clear-Content "$folder/start.sql" -Force
        $up = $true
        @{
            Folder    = $folder
            Variables = @{
                PIDMIGRATION_TEST_MARIADB        = "mysql://root:$password@127.0.0.1:$port/mysql"
                PIDMIGRATION_TEST_MARIADB_SOCKET = "$folder/mariadb.sock"
            }
        }
    }
    finally { if (-not $up) { Remove-FailedServer $folder } }
}

# The accounts, made by the server itself before it takes the first client. One statement
# a line, as an init file wants it. The file is emptied once the server is up.
function Write-MySqlStartFile([string] $Folder, [string] $Password, [string] $Account, [string] $CreateUser, [string] $First) {
    $lines = @($First)
    $lines += foreach ($hostName in 'localhost', '127.0.0.1') {
        "$CreateUser 'root'@'$hostName' IDENTIFIED BY '$Password';"
        "GRANT ALL PRIVILEGES ON *.* TO 'root'@'$hostName' WITH GRANT OPTION;"
    }
    $lines += 'FLUSH PRIVILEGES;'
    Set-PrivateFile "$Folder/start.sql" (($lines -join "`n") + "`n")
    Set-ServerOwner "$Folder/start.sql" $Account
}
