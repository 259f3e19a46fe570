# shellcheck shell=bash
# A tenant with one app, the same at every start; known to the simulator and, by the admin API, to the platform.

DEMO_TENANT=demo
DEMO_AGENT_ID=1000002
DEMO_DOMAIN=app.example.com

# api KEY METHOD URL [BODY] : prints the answer, then a line with the status. Key and body never stand on a command line.
api() {
  curl -sS -m 30 -X "$2" -w '\n%{http_code}\n' -H 'Content-Type: application/json' --data-binary @- \
    -K <(printf 'header = "Authorization: Bearer %s"\n' "$1") "$3" <<<"${4-}"
}

# expect STATUSES KEY METHOD URL [BODY] : prints the answer's body; dies at any other status.
expect() {
  local statuses=$1 answer status
  shift
  answer=$(api "$@") || die "no answer from $3"
  status=${answer##*$'\n'}
  [[ " $statuses " == *" $status "* ]] || die "$2 $3 answered $status: ${answer%$'\n'*}"
  printf '%s' "${answer%$'\n'*}"
}

demo_sign_body() {
  printf '{"corpId":"%s","agentId":%s,"url":"https://%s/"}' "$DEMO_CORP_ID" "$DEMO_AGENT_ID" "$DEMO_DOMAIN"
}

# demo_key ADMIN_URL KIND : makes a key and prints it.
demo_key() {
  local answer
  answer=$(expect '200 201' "$ADMIN_KEY" POST "$1/tenants/$DEMO_TENANT/keys" "{\"kind\":\"$2\"}")
  [[ $answer =~ \"key\":\ *\"([^\"]+)\" ]] || die "the answer holds no key"
  printf '%s' "${BASH_REMATCH[1]}"
}

# Keys are shown once, so they are kept here; should the database no longer know them, new ones are made.
demo_keys() {
  local file=$1/keys.env admin=$2 sign=$3 answer
  SECRET_KEY='' PUBLISHABLE_KEY=''
  if [[ -f $file ]]; then
    # shellcheck source=/dev/null
    . "$file"
    answer=$(api "$SECRET_KEY" POST "$sign" "$(demo_sign_body)") || die "no answer from $sign"
    [[ ${answer##*$'\n'} == 401 ]] || return 0
  fi
  SECRET_KEY=$(demo_key "$admin" secret)
  PUBLISHABLE_KEY=$(demo_key "$admin" publishable)
  write_private "$file" <<END
SECRET_KEY=$SECRET_KEY
PUBLISHABLE_KEY=$PUBLISHABLE_KEY
END
}

# demo_seed DIR GATEWAY SIMULATOR : may be repeated.
demo_seed() {
  local admin=$2/admin/v1 domains="[\"$DEMO_DOMAIN\"]" corp=corps/$DEMO_CORP_ID
  local agent=$corp/agents/$DEMO_AGENT_ID
  expect '200 201 204' '' PUT "$3/_sim/$corp" '{"name":"Demo"}' >/dev/null
  expect '200 201 204' '' PUT "$3/_sim/$agent" \
    "{\"secret\":\"$DEMO_AGENT_SECRET\",\"trustedDomains\":$domains,\"enabled\":true}" >/dev/null
  expect '200 201 204 409' "$ADMIN_KEY" POST "$admin/tenants" "{\"id\":\"$DEMO_TENANT\",\"name\":\"Demo\"}" >/dev/null
  expect '200 201 204' "$ADMIN_KEY" PUT "$admin/tenants/$DEMO_TENANT/$corp" '{"name":"Demo"}' >/dev/null
  expect '200 201 204' "$ADMIN_KEY" PUT "$admin/tenants/$DEMO_TENANT/$agent" \
    "{\"agentId\":$DEMO_AGENT_ID,\"secret\":\"$DEMO_AGENT_SECRET\",\"kind\":\"selfBuilt\",\"trustedDomains\":$domains}" >/dev/null
  demo_keys "$1" "$admin" "$2/v1/signatures"
}

# demo_json : what a script needs to use this demo.
demo_json() {
  local gateways='' grpc=''
  local port
  for port in "${NODE_PORTS[@]}"; do
    gateways+="${gateways:+,}\"http://127.0.0.1:$port\""
    grpc+="${grpc:+,}\"127.0.0.1:$((port + 1))\""
  done
  cat <<END
{
  "gateways": [$gateways],
  "grpc": [$grpc],
  "facades": [],
  "simulator": "http://127.0.0.1:$SIMULATOR_PORT",
  "engine": "$ENGINE",
  "adminKey": "$ADMIN_KEY",
  "tenant": "$DEMO_TENANT",
  "secretKey": "$SECRET_KEY",
  "publishableKey": "$PUBLISHABLE_KEY",
  "corpId": "$DEMO_CORP_ID",
  "agentId": $DEMO_AGENT_ID,
  "agentSecret": "$DEMO_AGENT_SECRET",
  "suiteId": null,
  "loginSuiteId": null,
  "templateSuiteId": null,
  "providerCorpId": null,
  "authorizedCorpId": null,
  "trustedDomain": "$DEMO_DOMAIN",
  "pids": { "postgres": $POSTGRES_PID, "simulator": $SIMULATOR_PID, "nodes": [$(IFS=, && printf '%s' "${NODE_PIDS[*]}")] }
}
END
}
