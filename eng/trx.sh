# shellcheck shell=bash
# Counters of the result files that dotnet test writes.

# counter LINE NAME : the number in NAME="…", 0 when it is not there.
counter() {
  [[ $1 =~ [[:space:]]$2=\"([0-9]+)\" ]] && printf '%s' "${BASH_REMATCH[1]}" || printf 0
}

# add_trx FILE : adds to PASSED, FAILED and SKIPPED; a file that is not there adds nothing.
add_trx() {
  local line name
  [[ -f $1 ]] || return 0
  line=$(grep -m 1 -o '<Counters [^>]*>' "$1") || return 0
  PASSED=$((PASSED + $(counter "$line" passed)))
  for name in failed error timeout aborted; do
    FAILED=$((FAILED + $(counter "$line" "$name")))
  done
  # A skipped test is in the total and was not executed; the file's own notExecuted stays 0.
  SKIPPED=$((SKIPPED + $(counter "$line" total) - $(counter "$line" executed)))
}
