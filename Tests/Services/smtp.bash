# shellcheck shell=bash disable=SC2034,SC2154
# A mail server that keeps what it gets: in the clear, with STARTTLS and a login, and with TLS from the beginning.
packages=(python3-aiosmtpd)

start() {
    local plain starttls secure
    plain=$(free_port)
    starttls=$(free_port)
    secure=$(free_port)
    mkdir "$folder/mails"
    launch /usr/bin/python3 "$root/Tests/Services/smtp.py" "$folder/mails" "$plain" "$starttls" "$secure" \
        "$services/server.pem" "$services/server.key"
    await_port "$secure" || return 1
    fact port "$plain"
    fact starttls_port "$starttls"
    fact tls_port "$secure"
    fact user robot
    fact password "correct horse"
    # N.eml is a mail as it came, N.json as another program reads it, N.to the addresses of its envelope, a line each.
    fact mails "$folder/mails"
}
