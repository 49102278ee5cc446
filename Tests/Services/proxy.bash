# shellcheck shell=bash disable=SC2034,SC2154
# An HTTP proxy that connects to where it is told, for those who know its password.
packages=(tinyproxy-bin)

start() {
    local port
    port=$(free_port)
    cat >"$folder/tinyproxy.conf" <<CONF
Port $port
Listen 127.0.0.1
Timeout 600
LogFile "$folder/proxy.log"
LogLevel Connect
MaxClients 50
BasicAuth moonflow correct-horse
CONF
    [ "$(id -u)" -ne 0 ] || chown -R proxy "$folder"
    launch_as proxy tinyproxy -d -c "$folder/tinyproxy.conf"
    await_port "$port" || return 1
    fact port "$port"
    fact user moonflow
    fact password correct-horse
    fact log "$folder/proxy.log"
}
