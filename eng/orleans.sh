# shellcheck shell=bash
# Whether this machine's NuGet has the whole of Orleans. Only asked here, never inside a build.

# probe_orleans PROJECT : restores it as a build with Orleans would; sets Orleans for all builds to come when that succeeds.
probe_orleans() {
  mkdir -p "$ROOT/artifacts"
  (cd "$ROOT" && Orleans=true dotnet restore "$1" -v quiet --disable-build-servers) >"$ROOT/artifacts/orleans-probe.log" 2>&1 9>&- || return 1
  export Orleans=true
}

# Where the build puts its output, by flavour.
build_output() { printf '%s' "$ROOT/artifacts$([[ ${Orleans-} != true ]] || printf /orleans)/bin"; }
