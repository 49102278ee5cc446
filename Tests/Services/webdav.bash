# shellcheck shell=bash disable=SC2034,SC2154
# WebDAV by Apache: /basic and /digest with a password, in the clear and over TLS.
packages=(apache2-bin)

start() {
    local port secure modules=/usr/lib/apache2/modules module
    port=$(free_port)
    secure=$(free_port)
    mkdir -p "$folder"/{basic,digest,locks}
    printf 'robot:%s\n' "$(openssl passwd -apr1 "correct horse")" >"$folder/basic.users"
    printf 'robot:files:%s\n' "$(printf 'robot:files:correct horse' | md5sum | cut -d ' ' -f 1)" >"$folder/digest.users"
    {
        for module in mpm_event authn_core authn_file authz_core authz_user auth_basic auth_digest dav dav_fs ssl; do
            printf 'LoadModule %s_module %s/mod_%s.so\n' "$module" "$modules" "$module"
        done
        cat <<END
ServerName localhost
ServerRoot $folder
PidFile $folder/pid
ErrorLog $folder/log
DefaultRuntimeDir $folder
Mutex file:$folder/locks
Listen 127.0.0.1:$port
Listen 127.0.0.1:$secure
StartServers 1
ThreadsPerChild 8
ServerLimit 2
MaxRequestWorkers 16
DocumentRoot $folder
# Otherwise a file has no version that counts for a second after a change.
FileETag Digest
DavLockDB $folder/locks/dav
<Directory $folder>
    Require all denied
</Directory>
<Directory $folder/basic>
    Dav On
    AuthType Basic
    AuthName files
    AuthUserFile $folder/basic.users
    Require valid-user
</Directory>
<Directory $folder/digest>
    Dav On
    AuthType Digest
    AuthName files
    AuthDigestProvider file
    AuthUserFile $folder/digest.users
    Require valid-user
</Directory>
<VirtualHost 127.0.0.1:$secure>
    SSLEngine on
    SSLCertificateFile $services/server.pem
    SSLCertificateKeyFile $services/server.key
</VirtualHost>
END
        # As root it works as another user.
        [ "$(id -u)" -ne 0 ] || printf 'User www-data\nGroup www-data\n'
    } >"$folder/config"
    [ "$(id -u)" -ne 0 ] || chown -R www-data "$folder"
    launch apache2 -D FOREGROUND -f "$folder/config"
    await_port "$port" || return 1
    fact port "$port"
    fact tls_port "$secure"
    fact user robot
    fact password "correct horse"
    fact files "$folder"
}
