# shellcheck shell=bash
# Secrets of one data folder: made once, kept in files that only their owner may read.

# random_text N : letters and digits.
random_text() {
  local text=''
  while ((${#text} < $1)); do
    text+=$(head -c 256 /dev/urandom | base64 -w 0 | tr -dc 'A-Za-z0-9')
  done
  printf '%s' "${text:0:$1}"
}

random_hex() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# write_private FILE : standard input, all of it or nothing, mode 0600.
write_private() {
  local file=$1
  (umask 077 && cat >"$file.new")
  mv "$file.new" "$file"
}

# Reads DIR/secrets.env, making it first when it is not there.
load_secrets() {
  local file=$1/secrets.env
  if [[ ! -f $file ]]; then
    write_private "$file" <<END
ADMIN_KEY=ak_$(random_text 12)_$(random_text 40)
SEALING_KEY=$(head -c 32 /dev/urandom | base64 -w 0)
POSTGRES_PASSWORD=$(random_text 32)
DEMO_CORP_ID=ww$(random_hex 8)
DEMO_AGENT_SECRET=$(random_text 43)
END
  fi
  # shellcheck source=/dev/null
  . "$file"
}
