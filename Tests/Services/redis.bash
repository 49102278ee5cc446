# shellcheck shell=bash disable=SC2034,SC2154
# Redis with a password, in the clear and over TLS.
packages=(redis-server)

start() {
    local port secure
    port=$(free_port)
    secure=$(free_port)
    launch redis-server --port "$port" --bind 127.0.0.1 --requirepass "correct horse" --save "" --dir "$folder" \
        --tls-port "$secure" --tls-cert-file "$services/server.pem" --tls-key-file "$services/server.key" \
        --tls-ca-cert-file "$services/ca.pem" --tls-auth-clients optional
    await_port "$port" || return 1
    fact port "$port"
    fact tls_port "$secure"
    fact password "correct horse"
}
