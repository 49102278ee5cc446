# shellcheck shell=bash disable=SC2034,SC2154
# Dovecot with a mailbox for tests: in the clear or with STARTTLS, and with TLS from the beginning.
packages=(dovecot-imapd)

start() {
    local port secure user group
    port=$(free_port)
    secure=$(free_port)
    user=$(id -un)
    group=$(id -gn)
    # As root its processes work as users of its own.
    local login=$user internal=$user
    [ "$(id -u)" -ne 0 ] || login=dovenull internal=dovecot
    mkdir -p "$folder"/mail/robot/{cur,new,tmp}
    printf 'robot:{PLAIN}correct horse:::::\n' >"$folder/users"
    cat >"$folder/config" <<END
base_dir = $folder/run
state_dir = $folder/state
log_path = $folder/log
instance_name = moonflow-test
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$services/server.pem
ssl_key = <$services/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login
default_login_user = $login
default_internal_user = $internal
default_internal_group = $([ "$internal" = dovecot ] && printf dovecot || printf %s "$group")
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:$folder/mail/%u
mail_fsync = never
passdb {
  driver = passwd-file
  args = $folder/users
}
userdb {
  driver = static
  args = uid=$(id -u www-data) gid=$(id -g www-data) home=$folder/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $port
  }
  inet_listener imaps {
    port = $secure
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Trash {
    special_use = \\Trash
    auto = create
  }
}
END
    if [ "$(id -u)" -eq 0 ]; then
        chown -R www-data "$folder/mail"
    else
        sed -i "s/uid=[0-9]* gid=[0-9]*/uid=$(id -u) gid=$(id -g)/" "$folder/config"
    fi
    launch dovecot -F -c "$folder/config"
    await_port "$secure" || return 1
    fact port "$port"
    fact tls_port "$secure"
    fact user robot
    fact password "correct horse"
    fact maildir "$folder/mail/robot"
}
