# shellcheck shell=bash
# The private PostgreSQL of one data folder.

# PostgreSQL refuses root: then it runs as the user that its package made.
postgres_run() {
  if is_root; then
    setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
  else
    "$@"
  fi
}

# postgres_folder DIR : prints the cluster's folder, made and owned as it must be.
# Where user postgres may not pass (below /root, say) the cluster lies in /var/lib and DIR/postgres is a link to it: opening somebody's
# home to another user is not ours to do.
postgres_folder() {
  local folder=$1/postgres
  if [[ ! -e $folder ]]; then
    rm -f "$folder" # A link to a folder that is gone.
    if postgres_run test -x "$1"; then
      mkdir -m 700 "$folder"
    else
      (umask 022 && mkdir -p /var/lib/wecom-platform)
      ln -s "$(mktemp -d /var/lib/wecom-platform/postgres-XXXXXXXX)" "$folder"
      say "$1 is closed to user postgres: the database is in $(readlink "$folder")" >&2
    fi
    ! is_root || chown postgres: "$folder/."
  fi
  readlink -f "$folder"
}

# postgres_init BIN FOLDER : a cluster that asks for the password; complete or not there.
postgres_init() {
  local bin=$1 folder=$2
  [[ ! -d $folder/data ]] || return 0
  rm -rf "$folder/data.new"
  (umask 077 && printf '%s\n' "$POSTGRES_PASSWORD" >"$folder/password")
  ! is_root || chown postgres: "$folder/password"
  (
    cd "$folder"
    postgres_run "$bin/initdb" -D "$folder/data.new" -U postgres -A scram-sha-256 --pwfile="$folder/password" \
      -E UTF8 --locale=C --no-instructions
  ) >"$LOGS/initdb.log" 2>&1 || die "initdb failed, see $LOGS/initdb.log"
  rm -f "$folder/password"
  mv "$folder/data.new" "$folder/data"
}

# postgres_start DIR PORT : sets POSTGRES_PID; returns when the server answers.
postgres_start() {
  local bin folder log=$LOGS/postgres.log user=()
  bin=$(postgres_bin)
  folder=$(postgres_folder "$1")
  postgres_init "$bin" "$folder"
  ! is_root || user=(--reuid=postgres --regid=postgres --clear-groups)
  start "$log" "$folder" INT setpriv "${user[@]}" --pdeathsig INT -- "$bin/postgres" -D "$folder/data" \
    -c listen_addresses=127.0.0.1 -c "port=$2" -c unix_socket_directories= -c max_connections=200
  POSTGRES_PID=$STARTED
  await PostgreSQL "$POSTGRES_PID" "$log" 120 "$bin/pg_isready" -q -h 127.0.0.1 -p "$2"
}

# The database "platform" is made on the first start.
postgres_database() {
  local bin
  bin=$(postgres_bin)
  local -x PGPASSWORD=$POSTGRES_PASSWORD PGHOST=127.0.0.1 PGPORT=$1 PGUSER=postgres
  if [[ -z $("$bin/psql" -X -At -c "select 1 from pg_database where datname = 'platform'" postgres) ]]; then
    "$bin/createdb" platform
  fi
}
