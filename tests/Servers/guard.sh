#!/bin/sh
# Runs one test server and ends it: when the file "alive" in its folder goes away, or when the process that
# asked for it is gone (killed, crashed, its terminal closed), so that no run leaves a server behind.
# Usage: guard.sh OWNER-PID FOLDER STOP-SIGNAL COMMAND...
# A server that ends by itself leaves its exit code in the file "exited", and its log. Where somebody then puts the file
# "again" there, it is started once more with the same data. Its process is named in the file "server".

# A function, so that the shell has read the whole file before it runs: the file may change while servers run.
guard() {
    # Nothing of the caller's is kept open, or its pipes would not end before the server does.
    exec >/dev/null 2>&1 </dev/null

    owner=$1 folder=$2 signal=$3
    shift 3

    "$@" >>"$folder/log" 2>&1 &
    server=$!
    echo "$server" >"$folder/server"

    while [ -e "$folder/alive" ] && [ -d "/proc/$owner" ]; do
        if ! kill -0 "$server"; then
            wait "$server"
            echo $? >"$folder/exited"
            # The log is read by the owner, which then removes "alive", or asks for the server again.
            while [ -e "$folder/alive" ] && [ -d "/proc/$owner" ] && [ ! -e "$folder/again" ]; do sleep 0.2; done
            if [ ! -e "$folder/again" ]; then
                rm -rf "$folder"
                exit 1
            fi
            rm -f "$folder/exited" "$folder/again"
            "$@" >>"$folder/log" 2>&1 &
            server=$!
            echo "$server" >"$folder/server"
        fi
        sleep 0.2
    done

    kill -s "$signal" "$server"
    tries=0
    while kill -0 "$server" && [ "$tries" -lt 150 ]; do
        tries=$((tries + 1))
        sleep 0.2
    done
    kill -s KILL "$server"
    wait "$server"
    rm -rf "$folder"
}

guard "$@"
exit
