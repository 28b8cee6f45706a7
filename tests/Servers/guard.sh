#!/bin/sh
# Runs one test server and ends it: when the file "alive" in its folder goes away, or when the process that
# asked for it is gone (killed, crashed, its terminal closed), so that no run leaves a server behind.
# Usage: guard.sh OWNER-PID FOLDER STOP-SIGNAL COMMAND...
# A server that ends by itself leaves its exit code in the file "exited", and its log.

# A function, so that the shell has read the whole file before it runs: the file may change while servers run.
guard() {
    # Nothing of the caller's is kept open, or its pipes would not end before the server does.
    exec >/dev/null 2>&1 </dev/null

    owner=$1 folder=$2 signal=$3
    shift 3

    "$@" >>"$folder/log" 2>&1 &
    server=$!

    while [ -e "$folder/alive" ] && [ -d "/proc/$owner" ]; do
        if ! kill -0 "$server"; then
            wait "$server"
            echo $? >"$folder/exited"
            # The log is read by the owner, which then removes "alive".
            while [ -e "$folder/alive" ] && [ -d "/proc/$owner" ]; do sleep 0.2; done
            rm -rf "$folder"
            exit 1
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
