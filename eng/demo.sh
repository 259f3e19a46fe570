# shellcheck shell=bash
# A tenant with an app, a provider's suites, and people who may log in, the same at every start; known to the simulator and, by the
# admin API, to the platform.

DEMO_TENANT=demo
DEMO_AGENT_ID=1000002
DEMO_DOMAIN=app.example.com
DEMO_JUZI_ORG=demo-org

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

# Ids of the provider's side follow from the corp's, its secrets are kept beside the others.
demo_provider() {
  local file=$1/suites.env
  if [[ ! -f $file ]]; then
    write_private "$file" <<END
DEMO_PROVIDER_SECRET=$(random_text 43)
DEMO_CALLBACK_TOKEN=$(random_text 24)
DEMO_CALLBACK_KEY=$(random_text 43)
END
  fi
  # shellcheck source=/dev/null
  . "$file"
  PROVIDER_CORP_ID=${DEMO_CORP_ID}p SUITE_ID=${DEMO_CORP_ID}s LOGIN_SUITE_ID=${DEMO_CORP_ID}l
  TEMPLATE_SUITE_ID=dk${DEMO_CORP_ID:2} AUTHORIZED_CORP_ID=${DEMO_CORP_ID}c
}

# sim_put PATH BODY : makes something at WeCom.
sim_put() { expect '200 201 204' '' PUT "$SIMULATOR/_sim/$1" "$2" >/dev/null; }

# admin_put PATH BODY : tells the platform of it, and prints what it answers.
admin_put() { expect '200 201 204' "$ADMIN_KEY" PUT "$TENANT_ADMIN/$1" "$2"; }

# demo_suite ID KIND : a suite, its callbacks, and its first suite_ticket.
demo_suite() {
  local body answer
  body="\"secret\":\"$DEMO_PROVIDER_SECRET\",\"kind\":\"$2\",\"providerCorpId\":\"$PROVIDER_CORP_ID\",\"trustedDomains\":$DOMAINS,\"encodingAesKey\":\"$DEMO_CALLBACK_KEY\""
  answer=$(admin_put "suites/$1" "{$body,\"callbackToken\":\"$DEMO_CALLBACK_TOKEN\"}")
  [[ $answer =~ \"callbackUrl\":\ *\"([^\"]+)\" ]] || die "the answer holds no callbackUrl"
  sim_put "suites/$1" "{$body,\"name\":\"Demo $2\",\"token\":\"$DEMO_CALLBACK_TOKEN\",\"commandUrl\":\"${BASH_REMATCH[1]}\",\"redirectDomains\":$REDIRECT_DOMAINS}"
  expect '200' '' POST "$SIMULATOR/_sim/suites/$1/push" >/dev/null
}

# demo_agent SUITE : prints the agentid of the app that the corp has of it; nothing when there is none.
demo_agent() {
  local answer
  answer=$(expect '200' "$ADMIN_KEY" GET "$TENANT_ADMIN/suites/$1/authorizations")
  if [[ $answer == *'"state":"active"'* && $answer =~ \"agentId\":\ *([0-9]+) ]]; then
    printf '%s' "${BASH_REMATCH[1]}"
  fi
}

# demo_authorize SUITE : a corp installs it, once; sets AGENT to its agentid.
demo_authorize() {
  local deadline=$((SECONDS + 60))
  AGENT=$(demo_agent "$1")
  [[ -z $AGENT ]] || return 0
  expect '200' '' POST "$SIMULATOR/_sim/authorize" "{\"suiteId\":\"$1\",\"corpId\":\"$AUTHORIZED_CORP_ID\",\"action\":\"create\"}" >/dev/null
  until AGENT=$(demo_agent "$1") && [[ -n $AGENT ]]; do
    ((SECONDS < deadline)) || die "the demo corp's authorization of $1 has not arrived"
    sleep 0.2
  done
}

# Who may log in: members of both corps, somebody from outside, somebody at Juzi.
demo_people() {
  local corp
  for corp in "$DEMO_CORP_ID" "$AUTHORIZED_CORP_ID"; do
    sim_put "corps/$corp/members/zhangsan" '{"name":"张三","openUserId":"wo-zhangsan","gender":"1","mobile":"13800000000","email":"zhangsan@example.com"}'
    sim_put "corps/$corp/members/lisi" '{"name":"李四","openUserId":"wo-lisi","gender":"2"}'
  done
  sim_put outsiders/oDemoOutsider '{"name":"微信用户","externalUserId":"wmDemoExternal"}'
  sim_put juzi/members/demo-uid "{\"email\":\"person@example.com\",\"orgId\":\"$DEMO_JUZI_ORG\",\"corpId\":\"$DEMO_CORP_ID\",\"userId\":\"hosted\",\"botId\":\"demo-bot\"}"
}

# Where logins come back to, and whom Juzi may send.
demo_logins() {
  local path
  for path in done own; do
    admin_put redirect-uris "{\"uri\":\"http://127.0.0.1:$SAMPLE_PORT/login/$path\"}" >/dev/null
  done
  expect '200' "$ADMIN_KEY" PATCH "$TENANT_ADMIN" "{\"juzi\":{\"orgIds\":[\"$DEMO_JUZI_ORG\"],\"corpIds\":[\"$DEMO_CORP_ID\"]}}" >/dev/null
}

# demo_seed DIR GATEWAY SIMULATOR : may be repeated.
demo_seed() {
  local admin=$2/admin/v1 corp=corps/$DEMO_CORP_ID agent=corps/$DEMO_CORP_ID/agents/$DEMO_AGENT_ID port
  # The sample site's pages are on 127.0.0.1.
  DOMAINS="[\"$DEMO_DOMAIN\",\"127.0.0.1\"]" REDIRECT_DOMAINS="\"127.0.0.1:$SAMPLE_PORT\""
  for port in "${NODE_PORTS[@]}"; do
    REDIRECT_DOMAINS+=",\"127.0.0.1:$port\""
  done
  REDIRECT_DOMAINS="[$REDIRECT_DOMAINS]" SIMULATOR=$3 TENANT_ADMIN=$admin/tenants/$DEMO_TENANT
  demo_provider "$1"
  sim_put "$corp" '{"name":"Demo"}'
  sim_put "corps/$AUTHORIZED_CORP_ID" '{"name":"Demo customer"}'
  sim_put "$agent" "{\"secret\":\"$DEMO_AGENT_SECRET\",\"name\":\"Demo app\",\"trustedDomains\":$DOMAINS,\"redirectDomains\":$REDIRECT_DOMAINS,\"enabled\":true}"
  sim_put "providers/$PROVIDER_CORP_ID" "{\"secret\":\"$DEMO_PROVIDER_SECRET\",\"redirectDomains\":$REDIRECT_DOMAINS}"
  expect '200 201 204 409' "$ADMIN_KEY" POST "$admin/tenants" "{\"id\":\"$DEMO_TENANT\",\"name\":\"Demo\"}" >/dev/null
  admin_put "$corp" '{"name":"Demo"}' >/dev/null
  admin_put "$agent" \
    "{\"agentId\":$DEMO_AGENT_ID,\"secret\":\"$DEMO_AGENT_SECRET\",\"kind\":\"selfBuilt\",\"trustedDomains\":$DOMAINS}" >/dev/null
  admin_put provider "{\"corpId\":\"$PROVIDER_CORP_ID\",\"secret\":\"$DEMO_PROVIDER_SECRET\"}" >/dev/null
  demo_suite "$SUITE_ID" thirdParty
  demo_suite "$LOGIN_SUITE_ID" login
  demo_suite "$TEMPLATE_SUITE_ID" template
  demo_authorize "$SUITE_ID"
  demo_authorize "$TEMPLATE_SUITE_ID"
  CUSTOMIZED_AGENT_ID=$AGENT
  demo_people
  demo_logins
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
  "sample": "http://127.0.0.1:$SAMPLE_PORT",
  "engine": "$ENGINE",
  "adminKey": "$ADMIN_KEY",
  "tenant": "$DEMO_TENANT",
  "secretKey": "$SECRET_KEY",
  "publishableKey": "$PUBLISHABLE_KEY",
  "corpId": "$DEMO_CORP_ID",
  "agentId": $DEMO_AGENT_ID,
  "agentSecret": "$DEMO_AGENT_SECRET",
  "suiteId": "$SUITE_ID",
  "loginSuiteId": "$LOGIN_SUITE_ID",
  "templateSuiteId": "$TEMPLATE_SUITE_ID",
  "providerCorpId": "$PROVIDER_CORP_ID",
  "authorizedCorpId": "$AUTHORIZED_CORP_ID",
  "trustedDomain": "$DEMO_DOMAIN",
  "pids": { "postgres": $POSTGRES_PID, "simulator": $SIMULATOR_PID, "sample": $SAMPLE_PID, "nodes": [$(IFS=, && printf '%s' "${NODE_PIDS[*]}")] }
}
END
}
