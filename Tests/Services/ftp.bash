# shellcheck shell=bash disable=SC2034,SC2154
# FTP servers on one folder: in the clear or with explicit TLS, with implicit TLS, and one that knows no MLSD.
packages=(python3-pyftpdlib python3-openssl)

start() {
    local port secure old
    port=$(free_port)
    secure=$(free_port)
    old=$(free_port)
    mkdir "$folder/files"
    launch /usr/bin/python3 "$root/Tests/Services/ftp.py" "$folder/files" "$port" "$secure" "$old" \
        "$services/server.pem" "$services/server.key"
    await_port "$old" || return 1
    fact port "$port"
    fact tls_port "$secure"
    fact old_port "$old"
    fact user robot
    fact password "correct horse"
    fact files "$folder/files"
}
