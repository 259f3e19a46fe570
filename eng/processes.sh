# shellcheck shell=bash
# Processes of one ./run: started apart from the terminal, ended by their own ids.

# start LOG DIRECTORY SIGNAL COMMAND... : sets STARTED to the process id.
# A session of its own keeps Ctrl-C from reaching the child before it is its turn; should ./run itself be killed, the kernel sends SIGNAL.
start() {
  local log=$1 directory=$2 signal=$3
  shift 3
  (
    cd "$directory" || exit 1
    exec setsid setpriv --pdeathsig "$signal" -- "$@"
  ) >>"$log" 2>&1 </dev/null 8>&- 9>&- &
  # shellcheck disable=SC2034 # Read by the callers.
  STARTED=$!
}

alive() { kill -0 "$1" 2>/dev/null; }

# stop SECONDS SIGNAL PID... : the signal to all, then waits for each; SIGKILL for those that take too long.
stop() {
  local deadline=$((SECONDS + $1)) signal=$2 pid
  shift 2
  for pid in "$@"; do
    kill -s "$signal" "$pid" 2>/dev/null || true
  done
  for pid in "$@"; do
    while alive "$pid" && ((SECONDS < deadline)); do
      sleep 0.1
    done
    if alive "$pid"; then
      say "process $pid did not end in time: killed"
      kill -s KILL "$pid" 2>/dev/null || true
    fi
    wait "$pid" 2>/dev/null || true
  done
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# check_ports PORT... : a clear word before anything is started.
check_ports() {
  local port
  for port in "$@"; do
    ! port_taken "$port" || die "port $port is taken; choose other ports with --port-base"
  done
}

# await NAME PID LOG SECONDS COMMAND... : until the command succeeds; fails at once when the process ends.
await() {
  local name=$1 pid=$2 log=$3 deadline=$((SECONDS + $4))
  shift 4
  until "$@" >/dev/null 2>&1; do
    if ! alive "$pid"; then
      tail -n 30 "$log" >&2
      die "$name ended before it was ready, see $log"
    fi
    if ((SECONDS >= deadline)); then
      tail -n 30 "$log" >&2
      die "$name was not ready in time, see $log"
    fi
    sleep 0.1
  done
}

http_ok() { curl -fsS -m 5 -o /dev/null "$1"; }
