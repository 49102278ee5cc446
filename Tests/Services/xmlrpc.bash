# shellcheck shell=bash disable=SC2034,SC2154
# An XML-RPC service by Python's own library: xmlrpc_service.py beside this file.
packages=(python3)

start() {
    local port
    port=$(free_port)
    launch python3 "$root/Tests/Services/xmlrpc_service.py" "$port"
    await_port "$port" || return 1
    fact port "$port"
}
