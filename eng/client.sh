# shellcheck shell=bash
# The browser client, src/wecom-platform-js: built where it stands, by npm's packages as its lock names them. Sourced after common.sh.

CLIENT=src/wecom-platform-js

# build_client [types] : what the nodes serve and the tests load; with types also checked and declared.
build_client() {
  local log=$ROOT/artifacts/client-build.log installed=$ROOT/$CLIENT/node_modules/.package-lock.json
  if [[ ! $installed -nt $ROOT/$CLIENT/package-lock.json ]]; then
    npm ci --prefix "$ROOT/$CLIENT" --silent --no-progress >"$log" 2>&1 || die "npm ci failed, see $log"
  fi
  npm run --prefix "$ROOT/$CLIENT" --silent build >"$log" 2>&1 || die "the browser client's build failed, see $log"
  [[ ${1-} != types ]] || npm run --prefix "$ROOT/$CLIENT" --silent types >"$log" 2>&1 || die "the browser client's types are wrong, see $log"
}
