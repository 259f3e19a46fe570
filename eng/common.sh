# shellcheck shell=bash
# What ./run and ./test share. Sourced, never run; ROOT is the repository's folder.

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

is_root() { [[ $(id -u) == 0 ]]; }

# The folder with the newest installed initdb and postgres; nothing when there is none.
postgres_bin() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  if [[ -x $newest ]]; then
    dirname "$newest"
  elif command -v initdb >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

# install_missing PACKAGE... : apt-get where we may, else the exact command for who may.
install_missing() {
  [[ $# -gt 0 ]] || return 0
  command -v apt-get >/dev/null || die "please install: $*"
  is_root || die "please install what is missing: sudo apt-get install -y --no-install-recommends $*"
  say "installing $*"
  (
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q -o DPkg::Lock::Timeout=300 update
    apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
  ) >"$ROOT/artifacts/apt.log" 2>&1 || die "apt-get failed, see $ROOT/artifacts/apt.log"
}

need_dotnet() {
  local problem='dotnet is not on the PATH'
  if command -v dotnet >/dev/null; then
    problem=$(cd "$ROOT" && dotnet --version 2>&1) && return
  fi
  die "the .NET 10 SDK is missing or does not start: $problem
  Install it with your system's packages (dotnet-sdk-10.0), from
  https://dotnet.microsoft.com/download/dotnet/10.0, or for this user alone:
  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH=\"\$HOME/.dotnet:\$PATH\""
}

# build LOG TARGET... : Release. Build servers are not left behind: they would keep our output and our locks open. Compilers live for seconds,
# and are not worth being optimized by what they do.
build() {
  local log=$1 target
  shift
  : >"$log"
  for target in "$@"; do
    if ! (cd "$ROOT" && DOTNET_TieredPGO=0 dotnet build "$target" -c Release -nologo -v quiet -clp:NoSummary --disable-build-servers) >>"$log" 2>&1 9>&-; then
      cat "$log" >&2
      return 1
    fi
  done
}

# Only one of several scripts installs or builds at a time; fd 9 holds the lock until unlock_build or the end.
lock_build() {
  mkdir -p "$ROOT/artifacts"
  exec 9>"$ROOT/artifacts/.build.lock"
  if ! flock -n 9; then
    say "waiting for another build"
    flock 9
  fi
}

unlock_build() { exec 9>&-; }
