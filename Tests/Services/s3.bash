# shellcheck shell=bash disable=SC2034,SC2154
# A store of objects of our own, which checks signatures: s3_service.py beside this file.
packages=(python3)

start() {
    local port
    port=$(free_port)
    launch python3 "$root/Tests/Services/s3_service.py" "$port" moonflow-key "correct/horse+battery" eu-test-1
    await_port "$port" || return 1
    fact port "$port"
    fact access_key moonflow-key
    fact secret_key "correct/horse+battery"
    fact region eu-test-1
}
