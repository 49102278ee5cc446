# shellcheck shell=bash disable=SC2034,SC2154
# PostgreSQL with TLS; it refuses root.
packages=(postgresql)

start() {
    local bin port
    bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    port=$(free_port)
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    printf 'correct horse\n' >"$folder/password"
    as_user postgres "$bin/initdb" -D "$folder/data" -U moonflow --auth=scram-sha-256 --no-sync --locale=C -E UTF8 \
        --pwfile="$folder/password" || return 1
    as_user postgres install -m 600 "$services/server.key" "$folder/data/server.key"
    launch_as postgres "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 \
        -c ssl=on -c "ssl_cert_file=$services/server.pem" -c "ssl_key_file=$folder/data/server.key" -c "ssl_ca_file=$services/ca.pem" -c fsync=off \
        -c max_connections=50
    await_port "$port" || return 1
    fact port "$port"
    fact user moonflow
    fact password "correct horse"
}
